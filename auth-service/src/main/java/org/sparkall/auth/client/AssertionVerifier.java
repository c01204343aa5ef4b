package org.sparkall.auth.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientCredentialsSelector;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.ExpendedJTIChecker;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.auth.verifier.PKIClientX509CertificateBindingVerifier;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.security.PublicKey;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.proof.UsedJwts;

/** Verifies JWTs that integrations sign to authenticate themselves (RFC 7523 section 3); each is good once. */
@ApplicationScoped
class AssertionVerifier {

    /** The signature algorithms that an assertion may use. */
    static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

    /** How far ahead an assertion may expire; so long its use is remembered. */
    private static final long LONGEST_LIFE_SECONDS = 600;

    private final ClientAuthenticationVerifier<Integration> verifier;

    AssertionVerifier(UsedJwts used, TokenSettings settings) {
        Set<Audience> audience = Set.of(
                new Audience(settings.issuer()),
                new Audience(UriBuilder.fromUri(settings.issuer())
                        .path("/v1/access_token")
                        .build()));
        this.verifier = new ClientAuthenticationVerifier<>(
                new RegisteredKeys(),
                (PKIClientX509CertificateBindingVerifier<Integration>) null,
                audience,
                JWTAudienceCheck.LEGACY,
                new Once(used),
                LONGEST_LIFE_SECONDS);
    }

    boolean verify(PrivateKeyJWT assertion, Integration integration) {
        // Without an identifier nobody could tell its second use.
        if (assertion.getJWTAuthenticationClaimsSet().getJWTID() == null) return false;
        Context<Integration> context = new Context<>();
        context.set(integration);
        try {
            verifier.verify(assertion, null, context);
            return true;
        } catch (InvalidClientException | JOSEException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The keys that the integration registered. */
    private static final class RegisteredKeys implements ClientCredentialsSelector<Integration> {

        @Override
        public List<Secret> selectClientSecrets(
                ClientID id, ClientAuthenticationMethod method, Context<Integration> context) {
            return List.of();
        }

        @Override
        public List<? extends PublicKey> selectPublicKeys(
                ClientID id,
                ClientAuthenticationMethod method,
                JWSHeader header,
                boolean refresh,
                Context<Integration> context) {
            JWKMatcher matcher = ALGORITHMS.contains(header.getAlgorithm()) ? JWKMatcher.forJWSHeader(header) : null;
            if (matcher == null) return List.of();
            return context.get()
                    .settings()
                    .keys()
                    .map(keys -> KeyConverter.toJavaKeys(new JWKSelector(matcher).select(keys)).stream()
                            .filter(PublicKey.class::isInstance)
                            .map(PublicKey.class::cast)
                            .toList())
                    .orElse(List.of());
        }
    }

    /** Lets each assertion pass once. */
    private record Once(UsedJwts used) implements ExpendedJTIChecker<Integration> {

        @Override
        public boolean isExpended(
                JWTID jti, ClientID client, ClientAuthenticationMethod method, @Nullable Context<Integration> context) {
            // Asked before the signature is verified; what is not signed must not use anything up.
            return false;
        }

        /** Comes last, and is one step: of two at once only one is the first. */
        @Override
        public void markExpended(
                JWTID jti,
                Date expiresAt,
                ClientID client,
                ClientAuthenticationMethod method,
                @Nullable Context<Integration> context) {
            boolean first = used.markUsed("assertion " + client.getValue(), jti.getValue(), expiresAt.toInstant());
            if (!first) throw new IllegalArgumentException("the assertion was used before");
        }
    }
}
