package org.sparkall.client;

import java.util.Collection;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/**
 * What one access token says of scopes, in one catalog's terms. Make it once for a token and ask it often. A token with the claim
 * {@code scope_abridged} does not say all that it opens: ask scope-policy-service about it.
 *
 * @param granted what the person granted, in its normal form
 * @param usable the scopes that opens for them: those that the token names, for a token carries its aggregates and what they open
 * @param waiting sensitive scopes that wait for the person's word
 */
public record TokenScopes(ScopeSet granted, ScopeSet usable, ScopeSet waiting) {

    /**
     * Reads a token's claims.
     *
     * @param scope the names in the {@code scope} claim (RFC 9068 section 2.2.3); what the catalog does not know is passed over
     * @param withheld the names in the {@code withheld_scopes} claim; empty when the token has none
     */
    public static TokenScopes of(ScopeCatalog catalog, Collection<String> scope, Collection<String> withheld) {
        ScopeSet named = catalog.knownTexts(scope);
        ScopeSet usable = named.minus(catalog.allAggregates());
        ScopeSet covered = catalog.concrete(catalog.aggregatesIn(named));
        ScopeSet waiting = catalog.knownTexts(withheld).intersection(covered).minus(usable);
        return new TokenScopes(catalog.normalize(named), usable, waiting);
    }

    /** The catalog in whose terms they are. */
    public ScopeCatalog catalog() {
        return granted.catalog();
    }
}
