package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.DpopKey;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** The JWT profile of access tokens (RFC 9068), for tokens from every grant type. */
class AccessTokenProfileIT {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String API = "https://api.example.com";
    private static final String PLAIN = "https://plain.example.com";
    private static final Map<String, String> OWN = Map.of("grant_type", "client_credentials");

    @Test
    void aPersonsTokenSaysWhatTheProfileAsksAndNothingElseOfThePerson() throws Exception {
        Instant before = Instant.now().minusSeconds(2);
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        JWTClaimsSet claims = verified(granted.accessToken(), TYPE);
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "jti",
                        "client_id", // section 2.2
                        "scope",
                        "auth_time",
                        "acr", // sections 2.2.1 and 2.2.3
                        "grant_id",
                        "catalog_version",
                        "org"); // ours
        assertRequired(claims, granted.integration());
        assertThat(claims.getAudience()).containsExactly("spark-api");
        assertThat(claims.getSubject())
                .isEqualTo(RunningSuite.subject(granted))
                .isNotEqualTo(claims.getClaim("client_id"));
        assertThat(claims.getStringClaim("scope")).startsWith("spark:all ");
        assertThat(claims.getLongClaim("auth_time"))
                .isBetween(before.getEpochSecond(), Instant.now().getEpochSecond() + 1);
    }

    @Test
    void aRefreshedTokenSaysTheSameOfTheSignInAndIsAnotherToken() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        JWTClaimsSet first = claims(granted.accessToken());
        Reply refreshed = granted.integration().refresh(granted.refreshToken());
        JWTClaimsSet second = verified(refreshed.text("access_token"), TYPE);
        assertRequired(second, granted.integration());
        for (String same : List.of("sub", "scope", "auth_time", "acr", "grant_id", "client_id", "aud")) {
            assertThat(second.getClaim(same)).as(same).isEqualTo(first.getClaim(same));
        }
        assertThat(second.getJWTID()).isNotEqualTo(first.getJWTID());
    }

    @Test
    void aNarrowedTokenSaysTheSameOfTheSignInAndLessOfTheScope() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        JWTClaimsSet wide = claims(granted.accessToken());
        Map<String, String> narrower = Map.of("scope", "spark:messages_read", "resource", API);
        Reply exchanged = granted.integration().exchange(granted.accessToken(), narrower);
        JWTClaimsSet narrow = verified(exchanged.text("access_token"), TYPE);
        assertRequired(narrow, granted.integration());
        assertThat(narrow.getAudience()).containsExactly(API);
        assertThat(narrow.getStringClaim("scope")).isEqualTo("spark:messages_read");
        for (String same : List.of("sub", "auth_time", "acr", "grant_id", "client_id")) {
            assertThat(narrow.getClaim(same)).as(same).isEqualTo(wide.getClaim(same));
        }
        assertThat(narrow.getExpirationTime()).isBeforeOrEqualTo(wide.getExpirationTime());
    }

    @Test
    void aTokenThatAClientGotForItselfHasTheClientAsSubjectAndNobodysSignIn() throws Exception {
        IntegrationClient integration = registered("spark:all");
        JWTClaimsSet claims = verified(integration.token(OWN).text("access_token"), TYPE);
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "jti", "client_id");
        assertRequired(claims, integration);
        assertThat(claims.getSubject()).isEqualTo(integration.clientId());
    }

    @Test
    void aTokenNamesTheResourceServersItWasAskedFor() throws Exception {
        IntegrationClient integration = registered("spark:messages_read");
        CodeVerifier verifier = new CodeVerifier();
        Map<String, Object> request = integration.request("spark:messages_read", STATE, verifier);
        request.put("resource", List.of(API, PLAIN));
        String code = code(new Person("alice"), integration.authorizationRequest(request));
        JWTClaimsSet claims = verified(integration.redeem(code, verifier).text("access_token"), TYPE);
        assertThat(claims.getAudience()).containsExactly(API, PLAIN);
    }

    @Test
    void aBoundTokenNamesItsKey() throws Exception {
        DpopKey key = DpopKey.random();
        Reply bound = registered("spark:all").with(key).token(OWN);
        assertThat(verified(bound.text("access_token"), TYPE).getJSONObjectClaim("cnf"))
                .containsExactly(Map.entry("jkt", key.thumbprint()));
    }

    @Test
    void noTwoTokensShareAnIdentifier() {
        IntegrationClient integration = registered("spark:all");
        Set<String> identifiers = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            identifiers.add(claims(integration.token(OWN).text("access_token")).getJWTID());
        }
        assertThat(identifiers).hasSize(50).allMatch(it -> it.length() >= 22);
    }

    @Test
    void onlyATokenForResourceServersThatAskForItHasThePlainType() throws Exception {
        IntegrationClient integration = registered("spark:all");
        Map<String, String> asking = new HashMap<>(OWN);
        asking.put("resource", PLAIN);
        String plain = integration.token(asking).text("access_token");
        assertThat(verified(plain, JOSEObjectType.JWT).getAudience()).containsExactly(PLAIN);
        // It is an access token all the same.
        assertThat(isActive(integration, plain)).isTrue();
        assertThat(integration.revoke(plain).status()).isEqualTo(200);
        assertThat(isActive(integration, plain)).isFalse();
        // And no ID token is one by having the same type.
        Granted granted = grant("alice", registered("openid"), "openid");
        String idToken = granted.tokens().path("id_token").asText();
        assertThat(isActive(granted.integration(), idToken)).isFalse();
    }

    private static void assertRequired(JWTClaimsSet claims, IntegrationClient integration) throws Exception {
        assertThat(claims.getIssuer()).isEqualTo(AT.auth());
        assertThat(claims.getStringClaim("client_id")).isEqualTo(integration.clientId());
        assertThat(claims.getSubject()).isNotBlank();
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getIssueTime().toInstant())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(claims.getExpirationTime()).isAfter(claims.getIssueTime());
    }

    /** The claims of a token that verifies with the key set that the metadata name. */
    private static JWTClaimsSet verified(String token, JOSEObjectType type) throws Exception {
        var metadata = RunningSuite.REQUESTS
                .get(URI.create(AT.auth() + "/.well-known/oauth-authorization-server"))
                .json();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(type));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256,
                JWKSourceBuilder.create(
                                URI.create(metadata.path("jwks_uri").asText()).toURL())
                        .build()));
        assertThat(SignedJWT.parse(token).getHeader().getKeyID()).isNotBlank();
        return processor.process(token, null);
    }
}
