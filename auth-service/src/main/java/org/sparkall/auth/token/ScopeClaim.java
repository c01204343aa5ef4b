package org.sparkall.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/**
 * The scopes that an access token carries (RFC 9068 section 2.2.3).
 *
 * @param names as the token names them; its grant may have fewer by now
 * @param abridged whether the token does not name what its aggregates open: with all the names it would be too long to be sent
 */
record ScopeClaim(List<String> names, boolean abridged) {

    /** Of a token that verified; empty when it has no scopes. */
    static ScopeClaim of(JWTClaimsSet claims) {
        List<String> names =
                claims.getClaim(AccessTokens.SCOPE) instanceof String text ? List.of(text.split(" ")) : List.of();
        return new ScopeClaim(names, Boolean.TRUE.equals(claims.getClaim(AccessTokens.ABRIDGED)));
    }

    /** The most that the token can stand for; what of it is open its grant says. */
    ScopeSet limit(ScopeCatalog catalog) {
        ScopeSet named = catalog.knownTexts(names);
        return abridged ? catalog.expand(named) : named;
    }
}
