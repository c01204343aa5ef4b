package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.reason;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The signing keys in an operator's hands. No test here needs tokens of another, which a compromised key takes with it. */
class KeyOperationsIT {

    private static final Map<String, String> NARROWER = Map.of("scope", "spark:messages_read");

    private static final Requests REQUESTS = new Requests();
    private static final String KEYS = AT.auth() + "/v1/keys";
    private static final Set<String> SHOWN =
            Set.of("kid", "alg", "state", "made_at", "signs_from", "signs_until", "published_until", "compromised_at");

    @Test
    void onlyAnOperatorMaySeeOrChangeTheKeys() {
        for (String path : List.of("/rotation", "/some-key/compromise")) {
            assertThat(post(path, "alice").status()).isEqualTo(403);
            assertThat(post(path, "dev").status()).isEqualTo(403);
            assertThat(REQUESTS.send(Requests.json(KEYS + path, "")).status()).isEqualTo(401);
        }
        assertThat(get("ada").status()).isEqualTo(403);
        assertThat(get("ops").status()).isEqualTo(200);
    }

    @Test
    void aKeyThatIsNotThereCannotBeCompromised() {
        assertThat(post("/no-such-key/compromise", "ops").status()).isEqualTo(404);
    }

    @Test
    void aRotationByCommandPublishesTheNextKeyLongerAheadThanVerifiersKeepTheSet() throws Exception {
        Reply rotated = post("/rotation", "ops");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.body()).doesNotContain("\"d\"", "\"jwk\"");
        assertThat(rotated.json().fieldNames()).toIterable().containsExactly("keys");
        assertThat(rotated.json().path("keys"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.fieldNames()).toIterable().isSubsetOf(SHOWN));
        List<JsonNode> pending = inState(rotated, "pending");
        assertThat(algorithms(pending)).containsExactlyInAnyOrder("ES256", "RS256");
        Reply jwks = REQUESTS.get(URI.create(AT.auth() + "/v1/jwks"));
        long maxAge = Long.parseLong(
                jwks.headers().firstValue("Cache-Control").orElse("").replaceFirst(".*max-age=", ""));
        JWKSet published = JWKSet.parse(jwks.body());
        for (JsonNode key : pending) {
            Duration ahead = Duration.between(
                    Instant.parse(key.path("made_at").asText()),
                    Instant.parse(key.path("signs_from").asText()));
            assertThat(ahead.toSeconds()).isGreaterThanOrEqualTo(maxAge);
            assertThat(published.getKeyByKeyId(key.path("kid").asText())).isNotNull();
        }
        assertThat(published.containsNonPublicKeys()).isFalse();
        assertThat(algorithms(inState(rotated, "signing"))).containsExactlyInAnyOrder("ES256", "RS256");
        // The same command again changes nothing while the key is on its way.
        assertThat(post("/rotation", "ops").json()).isEqualTo(rotated.json());
    }

    @Test
    void theTokensOfACompromisedKeyAreWorthlessEverywhereAndRefreshingGivesGoodOnes() throws Exception {
        Granted granted = grant("alice", registered("openid", "spark:messages_read"), "openid spark:messages_read");
        IntegrationClient integration = granted.integration();
        String lost = granted.accessToken();
        String kid = keyId(lost);
        assertThat(isActive(integration, lost)).isTrue();
        assertThat(userInfo(lost)).isEqualTo(200);
        assertThat(reasonFor(lost)).isEqualTo("granted");
        assertThat(integration.exchange(lost, NARROWER).status()).isEqualTo(200);

        Reply keys = post("/" + kid + "/compromise", "ops");
        assertThat(keys.status()).as(keys.body()).isEqualTo(200);

        assertThat(isActive(integration, lost)).isFalse();
        assertThat(userInfo(lost)).isEqualTo(401);
        assertRefused(integration.exchange(lost, NARROWER), 400, "invalid_request");
        assertThat(JWKSet.parse(REQUESTS.get(URI.create(AT.auth() + "/v1/jwks")).body())
                        .getKeyByKeyId(kid))
                .isNull();

        Reply refreshed = integration.refresh(granted.refreshToken());
        String good = refreshed.text("access_token");
        assertThat(keyId(good)).isNotEqualTo(kid);
        assertThat(isActive(integration, good)).isTrue();
        assertThat(userInfo(good)).isEqualTo(200);
        assertThat(integration.exchange(good, NARROWER).status()).isEqualTo(200);
        // Whoever verifies by the key set takes the new key at first sight.
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(reasonFor(good)).isEqualTo("granted"));
        assertThat(reasonFor(lost)).isEqualTo("token_invalid");
    }

    private static String keyId(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static int userInfo(String token) {
        return REQUESTS.send(Requests.to(AT.auth() + "/v1/userinfo").header("Authorization", "Bearer " + token))
                .status();
    }

    private static String reasonFor(String token) {
        return reason(API.decideByToken("spark:messages_read", token));
    }

    private static List<String> algorithms(List<JsonNode> keys) {
        return keys.stream().map(it -> it.path("alg").asText()).toList();
    }

    private static List<JsonNode> inState(Reply keys, String state) {
        List<JsonNode> found = new ArrayList<>();
        keys.json().path("keys").forEach(it -> {
            if (it.path("state").asText().equals(state)) found.add(it);
        });
        return found;
    }

    private static Reply get(String person) {
        return REQUESTS.send(Requests.to(KEYS).header("Authorization", "Bearer " + KEYCLOAK.tokenOf(person)));
    }

    private static Reply post(String path, String person) {
        return REQUESTS.send(Requests.to(KEYS + path)
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + KEYCLOAK.tokenOf(person)));
    }
}
