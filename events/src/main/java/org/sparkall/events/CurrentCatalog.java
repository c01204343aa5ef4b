package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.scope.ScopeCatalog;

/** The newest scope catalog that was published. */
@ApplicationScoped
public class CurrentCatalog implements ReadModel<CatalogDocument> {

    private volatile @Nullable ScopeCatalog newest;

    /**
     * The catalog; the same object until a newer version is published.
     *
     * @throws CatalogMissingException as long as none has been heard of
     */
    public ScopeCatalog get() {
        ScopeCatalog catalog = newest;
        if (catalog == null) throw new CatalogMissingException();
        return catalog;
    }

    /** Whether a catalog has been heard of. */
    public boolean isPresent() {
        return newest != null;
    }

    @Override
    public Topic topic() {
        return Topic.SCOPE_CATALOG;
    }

    @Override
    public Class<CatalogDocument> payload() {
        return CatalogDocument.class;
    }

    @Override
    public void apply(ReceivedEvent<CatalogDocument> event) {
        ScopeCatalog present = newest;
        if (present == null || event.data().version() > present.version())
            newest = event.data().toCatalog();
    }
}
