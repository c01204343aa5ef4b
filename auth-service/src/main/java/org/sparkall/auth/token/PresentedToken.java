package org.sparkall.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import java.text.ParseException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access token of a person that somebody showed, verified.
 *
 * @param scopes as the token names them; its grant may have fewer by now
 * @param organization the person's; null when they have none
 * @param dpopKey the thumbprint of the key it is bound to; null for a bearer token
 */
public record PresentedToken(
        String subject,
        String clientId,
        UUID grantId,
        Set<String> scopes,
        @Nullable String organization,
        @Nullable String dpopKey) {

    public PresentedToken {
        scopes = Set.copyOf(scopes);
    }

    static PresentedToken of(JWTClaimsSet claims) {
        try {
            JWKThumbprintConfirmation confirmation = JWKThumbprintConfirmation.parse(claims);
            return new PresentedToken(
                    claims.getSubject(),
                    claims.getStringClaim(AccessTokens.CLIENT_ID),
                    UUID.fromString(claims.getStringClaim(AccessTokens.GRANT_ID)),
                    Set.copyOf(ScopeClaim.of(claims).names()),
                    claims.getStringClaim(AccessTokens.ORGANIZATION),
                    confirmation == null ? null : confirmation.getValue().toString());
        } catch (ParseException e) {
            throw new IllegalStateException("a token of our own making has claims of the right types", e);
        }
    }
}
