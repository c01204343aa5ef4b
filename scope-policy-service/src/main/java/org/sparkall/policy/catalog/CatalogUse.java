package org.sparkall.policy.catalog;

import org.sparkall.scope.ScopeCatalog;

/** Knows what people have granted and integrations have registered, and so what a change of the catalog would do to them. */
public interface CatalogUse {

    /**
     * What would happen, as far as this replica has heard.
     *
     * @throws org.sparkall.problem.UnavailableException something would be taken away, and it has not heard enough to say from whom
     */
    CatalogEffect of(ScopeCatalog before, ScopeCatalog after);
}
