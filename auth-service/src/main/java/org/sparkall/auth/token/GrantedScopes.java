package org.sparkall.auth.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.sparkall.auth.grant.CatalogMemory;
import org.sparkall.auth.grant.Grant;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/** What grants give integrations as the catalog is now. */
@ApplicationScoped
class GrantedScopes {

    private final CurrentCatalog catalog;
    private final CatalogMemory<Terms, GrantedScope> made = new CatalogMemory<>();

    GrantedScopes(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    /** All that it is made of. */
    private record Terms(List<String> scopes, List<String> expanded, boolean complete, List<String> registered) {}

    /** As {@link GrantedScope#of}. */
    GrantedScope of(Grant grant, List<String> registered) {
        ScopeCatalog rules = catalog.get();
        return made.get(
                rules,
                new Terms(grant.scopes(), grant.expanded(), grant.complete(), registered),
                it -> GrantedScope.of(rules, grant, registered));
    }
}
