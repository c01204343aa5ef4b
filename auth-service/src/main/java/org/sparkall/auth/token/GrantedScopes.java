package org.sparkall.auth.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.sparkall.auth.grant.CatalogMemory;
import org.sparkall.auth.grant.Grant;
import org.sparkall.scope.ScopeCatalog;

/** What grants give integrations, made once for all that hold the same. */
@ApplicationScoped
class GrantedScopes {

    private final CatalogMemory<Parts, GrantedScope> made = new CatalogMemory<>();

    /** All that it is made of. */
    private record Parts(List<String> scopes, List<String> expanded, boolean complete, List<String> registered) {}

    /** As {@link GrantedScope#of}. */
    GrantedScope of(ScopeCatalog rules, Grant grant, List<String> registered) {
        return made.get(
                rules,
                new Parts(grant.scopes(), grant.expanded(), grant.complete(), registered),
                it -> GrantedScope.of(rules, grant, registered));
    }
}
