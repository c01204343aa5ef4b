package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/**
 * Lets a standing grant follow the catalog: what is ordinary joins its aggregates, what is sensitive joins when the person has agreed to
 * it, what was removed leaves.
 */
@ApplicationScoped
class GrantGrowth {

    private final Jdbi jdbi;
    private final CurrentCatalog catalog;
    private final ConsentStates consents;
    private final GrantStore grants;
    private final CatalogMemory<Followed, Grown> grown = new CatalogMemory<>();

    /** What says how a grant grows. */
    private record Followed(List<String> scopes, List<String> expanded, boolean complete) {

        Grown grow(ScopeCatalog rules) {
            ScopeSet known = rules.knownTexts(expanded);
            return new Grown(known, new GrantRules(rules).growth(rules.knownTexts(scopes), known, complete));
        }
    }

    /** How: what was known before, and what became of it. */
    private record Grown(ScopeSet known, Growth growth) {}

    GrantGrowth(Jdbi jdbi, CurrentCatalog catalog, ConsentStates consents, GrantStore grants) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.consents = consents;
        this.grants = grants;
    }

    /** The grant as it is from now on. The caller holds its lock. */
    Grant follow(Handle tx, Grant grant) {
        Grant following = following(grant, consent -> consents.find(tx, consent));
        if (!following.equals(grant)) grants.updateScopes(tx, following);
        return following;
    }

    /** The grant as it should be by now; nothing is changed. */
    Grant following(Grant grant) {
        return following(grant, consent -> jdbi.withHandle(handle -> consents.find(handle, consent)));
    }

    private Grant following(Grant grant, Function<UUID, ConsentStates.ConsentState> newest) {
        ScopeCatalog rules = catalog.get();
        // Another replica has heard of a newer catalog: this one knows nothing better.
        if (rules.version() < grant.catalogVersion()) return grant;
        Grown grown = this.grown.get(
                rules, new Followed(grant.scopes(), grant.expanded(), grant.complete()), it -> it.grow(rules));
        Growth growth = grown.growth();
        ScopeSet opened = growth.waiting().isEmpty()
                ? growth.opened()
                : growth.opened()
                        .union(growth.waiting().intersection(agreedTo(newest.apply(grant.consentId()), grant, rules)));
        if (rules.version() == grant.catalogVersion() && opened.equals(grown.known())) return grant;
        return grant.following(grant.scopes(), opened.wireNames(), rules.version());
    }

    private static ScopeSet agreedTo(ConsentStates.ConsentState newest, Grant grant, ScopeCatalog rules) {
        // Its own revision's event is still on its way: an earlier one may have agreed to more.
        List<String> agreed = newest.revision() < grant.consentRevision() ? List.of() : newest.expanded();
        return rules.knownTexts(agreed);
    }
}
