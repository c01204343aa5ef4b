package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The signing keys in an operator's hands. What ends trust in one is tested apart: it would end everybody's tokens here. */
class KeyOperationsIT {

    private static final Requests REQUESTS = new Requests();
    private static final String KEYS = AT.auth() + "/v1/keys";

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
        assertThat(rotated.body()).doesNotContain("\"d\"", "jwk");
        JsonNode pending = inState(rotated, "pending").getFirst();
        Duration ahead = Duration.between(
                Instant.parse(pending.path("made_at").asText()),
                Instant.parse(pending.path("signs_from").asText()));
        Reply jwks = REQUESTS.get(URI.create(AT.auth() + "/v1/jwks"));
        long maxAge = Long.parseLong(
                jwks.headers().firstValue("Cache-Control").orElse("").replaceFirst(".*max-age=", ""));
        assertThat(ahead.toSeconds()).isGreaterThanOrEqualTo(maxAge);
        JWKSet published = JWKSet.parse(jwks.body());
        assertThat(published.getKeyByKeyId(pending.path("kid").asText())).isNotNull();
        assertThat(published.containsNonPublicKeys()).isFalse();
        assertThat(inState(rotated, "signing")).hasSize(1);
        // The same command again changes nothing while the key is on its way.
        assertThat(post("/rotation", "ops").json()).isEqualTo(rotated.json());
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
