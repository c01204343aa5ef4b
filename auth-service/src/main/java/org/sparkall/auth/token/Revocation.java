package org.sparkall.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.ErrorObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.Grants;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.secret.Secret;

/**
 * Takes tokens back (RFC 7009). Giving back any token of a grant ends the grant: its other tokens are worthless too. What sort of token it
 * is shows by itself, so a hint is not needed, and a wrong one does no harm (section 2.1).
 */
@ApplicationScoped
class Revocation {

    private static final ErrorObject UNSUPPORTED =
            new ErrorObject("unsupported_token_type", "Only access tokens and refresh tokens can be revoked.", 400);

    private final AccessTokenVerifier verifier;
    private final Grants grants;
    private final RevokedAccessTokens revoked;
    private final TokenSettings settings;

    Revocation(AccessTokenVerifier verifier, Grants grants, RevokedAccessTokens revoked, TokenSettings settings) {
        this.verifier = verifier;
        this.grants = grants;
        this.revoked = revoked;
        this.settings = settings;
    }

    /**
     * Takes a client's token back; a token that is not known, not this client's or no longer good stays as it is.
     *
     * @throws ProtocolException {@code unsupported_token_type} for our tokens of other kinds (section 2.2.1)
     */
    void revoke(String clientId, String token) {
        if (isOfAnotherKind(token)) throw new ProtocolException(UNSUPPORTED);
        verifier.verify(token)
                .ifPresentOrElse(claims -> accessToken(clientId, claims), () -> refreshToken(clientId, token));
    }

    /** Whether it looks like an ID token or another JWT of ours. As nothing is verified, this tells nobody anything. */
    private boolean isOfAnotherKind(String token) {
        if (token.indexOf('.') < 0) return false;
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            return claims != null
                    && settings.issuer().toString().equals(claims.getIssuer())
                    && claims.getClaim(AccessTokens.CLIENT_ID) == null;
        } catch (ParseException e) {
            return false;
        }
    }

    private void accessToken(String clientId, JWTClaimsSet claims) {
        if (!clientId.equals(claims.getClaim(AccessTokens.CLIENT_ID))) return;
        Optional.ofNullable(claims.getClaim(AccessTokens.GRANT_ID))
                .ifPresentOrElse(
                        grantId -> grants.revoke(UUID.fromString(grantId.toString())),
                        () -> revoked.add(
                                claims.getJWTID(), claims.getExpirationTime().toInstant()));
    }

    private void refreshToken(String clientId, String token) {
        grants.ofRefreshToken(new Secret(token))
                .filter(grant -> grant.clientId().equals(clientId))
                .map(Grant::id)
                .ifPresent(grants::revoke);
    }
}
