package org.sparkall.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access token that was shown to be exchanged (RFC 8693 section 2.1), verified.
 *
 * @param dpopKey the thumbprint of the key it is bound to; null for a bearer token
 */
record SubjectToken(
        UUID grantId,
        ScopeClaim scopes,
        List<String> audience,
        Instant expiresAt,
        @Nullable String dpopKey) {

    static SubjectToken of(JWTClaimsSet claims) {
        try {
            JWKThumbprintConfirmation confirmation = JWKThumbprintConfirmation.parse(claims);
            return new SubjectToken(
                    UUID.fromString(claims.getStringClaim(AccessTokens.GRANT_ID)),
                    ScopeClaim.of(claims),
                    claims.getAudience(),
                    claims.getExpirationTime().toInstant(),
                    confirmation == null ? null : confirmation.getValue().toString());
        } catch (ParseException e) {
            throw new IllegalStateException("a token of our own making has claims of the right types", e);
        }
    }
}
