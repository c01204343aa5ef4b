package org.sparkall.auth.logout;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Verifies Keycloak's own logout tokens (OpenID Connect Back-Channel Logout section 2.6). Quarkus could take them too, but keeps what they
 * say in the memory of one replica, and tells nobody.
 */
@ApplicationScoped
class KeycloakLogouts {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.EdDSA);

    private final LogoutTokenValidator validator;

    KeycloakLogouts(
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") URI realm,
            @ConfigProperty(name = "quarkus.oidc.token.issuer") Optional<String> issuer,
            @ConfigProperty(name = "quarkus.oidc.sign-in.client-id") String clientId)
            throws MalformedURLException {
        var keys = JWKSourceBuilder.create(
                        URI.create(realm + "/protocol/openid-connect/certs").toURL())
                .retrying(true)
                .build();
        this.validator = new LogoutTokenValidator(
                new Issuer(issuer.orElse(realm.toString())),
                new ClientID(clientId),
                false,
                new JWSVerificationKeySelector<SecurityContext>(ALGORITHMS, keys),
                null);
    }

    /** The session that ended; empty when this is no logout token of Keycloak's for this service, or names no session. */
    Optional<String> sessionOf(JWT token) {
        try {
            LogoutTokenClaimsSet claims = validator.validate(token);
            return Optional.ofNullable(claims.getSessionID()).map(it -> it.getValue());
        } catch (BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }
}
