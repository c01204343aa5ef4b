package org.sparkall.client;

import java.util.Collection;
import org.sparkall.scope.AccessReason;
import org.sparkall.scope.AccessRules;
import org.sparkall.scope.ScopeCatalog;

/**
 * Decides from a token and a catalog alone, by the rules that scope-policy-service itself uses (R1, R2 and R5). It knows nothing of what was
 * withdrawn since the token was made: that shows at the token's next refresh. Immutable; a decision allocates nothing.
 */
public final class TokenRules {

    private final ScopeCatalog catalog;
    private final AccessRules rules;

    public TokenRules(ScopeCatalog catalog) {
        this.catalog = catalog;
        this.rules = new AccessRules(catalog);
    }

    /** The catalog it decides by. */
    public ScopeCatalog catalog() {
        return catalog;
    }

    /** Reads a verified token's claims; see {@link TokenScopes#of}. */
    public TokenScopes read(Collection<String> scope, Collection<String> withheld) {
        return TokenScopes.of(catalog, scope, withheld);
    }

    /**
     * Decides.
     *
     * @param action the name of a scope, an aggregate or a feature
     * @param token of this catalog
     * @return {@code GRANTED}, {@code GRANTED_BY_AGGREGATE}, {@code SCOPE_NOT_GRANTED}, {@code SCOPE_AWAITS_CONSENT},
     *     {@code ADMIN_SCOPE_NOT_IN_AGGREGATE}, {@code FEATURE_REQUIRES_SCOPE} or {@code UNKNOWN_ACTION}
     * @throws IllegalArgumentException when the token's scopes were read by another catalog
     */
    public AccessReason decide(String action, TokenScopes token) {
        if (token.catalog() != catalog) throw new IllegalArgumentException("the scopes are of another catalog");
        return rules.decide(action, token.granted(), token.usable(), token.waiting());
    }
}
