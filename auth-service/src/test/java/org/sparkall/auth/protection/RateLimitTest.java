package org.sparkall.auth.protection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.sparkall.auth.secret.Secret;
import org.sparkall.localstack.testing.LocalStackResource;

/** Each test comes from an address of its own, as a proxy in front would tell it. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(RateLimitTest.Small.class)
class RateLimitTest {

    private static final int PER_ADDRESS = 60;
    private static final int PER_CLIENT = 40;
    private static final int FAILURES = 5;
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Limits that a test can reach, behind a proxy that is trusted. */
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sparkall.limits.period", "PT10M",
                    "sparkall.limits.requests-per-address", String.valueOf(PER_ADDRESS),
                    "sparkall.limits.requests-per-client", String.valueOf(PER_CLIENT),
                    "sparkall.limits.failures-per-client", String.valueOf(FAILURES),
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-x-forwarded", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @Inject
    Jdbi jdbi;

    @Test
    void anAddressThatAsksTooOftenIsToldWhenToComeBack() {
        for (String path : new String[] {
            "/v1/access_token", "/v1/par", "/v1/device/authorize", "/v1/device/token", "/v1/introspect", "/v1/revoke"
        }) {
            String address = "192.0.2." + (10 + path.length());
            for (int i = 0; i < PER_ADDRESS; i++) {
                assertThat(post(address, path, "x", "y").statusCode()).isNotEqualTo(200);
            }
            Response refused = post(address, path, "x", "y");
            assertIsTooMany(refused);
            assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
            assertThat(post("192.0.2.200", path, "other", "y").statusCode()).isEqualTo(400);
        }
    }

    /** However a path is written, it is one endpoint. */
    @Test
    void anotherSpellingOfAPathCountsAsWell() {
        String address = "192.0.2.99";
        for (int i = 0; i < PER_ADDRESS; i++) post(address, "/v1/introspect", "x", "y");
        for (String path :
                new String[] {"/v1/introspect/", "/v1/introspect;a=b", "/v1//introspect", "/v1/./introspect"}) {
            int status = post(address, path, "x", "y").statusCode();
            assertThat(status).as(path).isIn(404, 429);
        }
        assertThat(post(address, "/v1/introspect/", "x", "y").statusCode()).isEqualTo(429);
    }

    @Test
    void anAddressThatGuessesRegistrationTokensIsToldToWait() {
        for (String path : new String[] {"/v1/register", "/v1/register/somebody"}) {
            String address = "192.0.2." + (100 + path.length());
            for (int i = 0; i < PER_ADDRESS; i++) {
                Response guessed = guess(address, path);
                assertThat(guessed.statusCode()).isEqualTo(401);
                assertThat(guessed.jsonPath().getString("error")).isEqualTo("invalid_token");
            }
            assertIsTooMany(guess(address, path));
        }
    }

    private static Response guess(String address, String path) {
        var request = given().header(FORWARDED_FOR, address).header("Authorization", "Bearer guess");
        return path.equals("/v1/register") ? request.post(path) : request.get(path);
    }

    @Test
    void aBrowserIsToldWithAPage() {
        Response last = null;
        for (int i = 0; i <= PER_ADDRESS; i++) {
            last = given().header(FORWARDED_FOR, "192.0.2.5").get("/v1/authorize?client_id=nobody");
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.contentType()).startsWith("text/html");
        assertThat(last.header("Retry-After")).isNotNull();
    }

    @Test
    void aNetworkOfTheNewerProtocolCountsAsOneAddress() {
        for (int i = 0; i < PER_ADDRESS; i++)
            post("2001:db8:1:2::" + Integer.toHexString(i + 1), "/v1/revoke", "x", "y");
        assertIsTooMany(post("2001:db8:1:2:ffff::1", "/v1/revoke", "x", "y"));
        assertThat(post("2001:db8:1:3::1", "/v1/revoke", "other", "y").statusCode())
                .isEqualTo(400);
    }

    @Test
    void wrongSecretsAreLimitedButNeverLockTheClientOut() {
        Secret secret = Secret.random();
        String client = registered(secret);
        for (int i = 0; i < FAILURES; i++) {
            assertThat(clientCredentials("198.51.100.1", client, "wrong" + i).statusCode())
                    .isEqualTo(401);
        }
        assertIsTooMany(clientCredentials("198.51.100.1", client, "wrong"));
        // Neither from elsewhere nor from the very address of the attack is the right secret refused.
        assertThat(clientCredentials("198.51.100.2", client, secret.value()).statusCode())
                .isEqualTo(200);
        assertThat(clientCredentials("198.51.100.1", client, secret.value()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aClientThatAsksTooOftenWaitsWhereverItAsksFrom() {
        Secret secret = Secret.random();
        String client = registered(secret);
        for (int i = 0; i < PER_CLIENT; i++) {
            assertThat(clientCredentials("203.0.113." + (i + 1), client, secret.value())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertIsTooMany(clientCredentials("203.0.113.200", client, secret.value()));
        assertThat(clientCredentials("203.0.113.200", registered(secret), secret.value())
                        .statusCode())
                .isEqualTo(200);
    }

    private static void assertIsTooMany(Response refused) {
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(refused.jsonPath().getString("error")).isEqualTo("temporarily_unavailable");
    }

    /** Not a message of any endpoint: it fails before it costs anything. */
    private static Response post(String address, String path, String name, String value) {
        return given().header(FORWARDED_FOR, address).formParam(name, value).post(path);
    }

    private static Response clientCredentials(String address, String client, String secret) {
        return given().header(FORWARDED_FOR, address)
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", client)
                .formParam("client_secret", secret)
                .post("/v1/access_token");
    }

    private String registered(Secret secret) {
        String clientId = UUID.randomUUID().toString();
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO integration (id, client_id, owner, name, description, client_type, redirect_uris,"
                                + " scopes, features, status, secret_hash, revision, created_at, updated_at)"
                                + " VALUES (:id, :client, 'dev', 'Test', 'Test', 'confidential', '{}', '{spark:all}',"
                                + " '{}', 'enabled', :hash, 1, now(), now())")
                .bind("id", UUID.randomUUID())
                .bind("client", clientId)
                .bind("hash", secret.hash().bytes())
                .execute());
        return clientId;
    }
}
