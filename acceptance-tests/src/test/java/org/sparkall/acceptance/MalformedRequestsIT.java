package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RawRequest.Pair;
import org.sparkall.acceptance.RawRequest.RawReply;

/**
 * Ten thousand malformed protocol requests: no 5xx, no stack trace, no redirect to a stranger, no token. The seed is printed;
 * {@code -Dsparkall.malformed.seed=N} sends the same again.
 */
class MalformedRequestsIT {

    private static final int REQUESTS = 10_000;
    private static final int THREADS = 8;
    private static final int MOST_SHOWN = 8;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> LEAKS =
            List.of("Exception", "\tat ", "org.sparkall", "com.nimbusds", "com.fasterxml", "io.quarkus", "SELECT ");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode client = API.register(RunningSuite.registration(List.of("spark:all"), List.of()))
            .json();

    @Test
    void noMalformedRequestGetsMoreThanARefusal() throws Exception {
        long seed = Long.getLong("sparkall.malformed.seed", System.nanoTime());
        System.out.println("malformed requests: seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        RequestMutator mutator = new RequestMutator(random);
        List<RawRequest> valid = valid();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Callable<Integer>> checks = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            RawRequest request = mutator.mutate(valid.get(i % valid.size()));
            int number = i;
            checks.add(() -> {
                try {
                    return check(number, request);
                } catch (IOException | AssertionError e) {
                    failures.add(new AssertionError("request " + number, e));
                    return -1;
                }
            });
        }
        Map<Integer, Integer> byStatus = new TreeMap<>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Integer> status : threads.invokeAll(checks)) byStatus.merge(status.get(), 1, Integer::sum);
        }
        System.out.println("malformed requests: answers by status " + byStatus);
        failures.stream().limit(MOST_SHOWN).forEach(it -> it.printStackTrace(System.out));
        assertThat(failures).as("failed; the first are printed above").isEmpty();
        // Were most of them turned away for their number, or not even read, nothing would have been shown.
        assertThat(byStatus.getOrDefault(429, 0)).isZero();
        assertThat(byStatus.getOrDefault(400, 0) + byStatus.getOrDefault(401, 0))
                .isGreaterThan(REQUESTS / 3);
    }

    private List<RawRequest> valid() {
        return List.of(
                new RawRequest("GET", "/v1/authorize", authorization(), true, null, List.of()),
                post(
                        "/v1/access_token",
                        "grant_type",
                        "authorization_code",
                        "code",
                        "x".repeat(43),
                        "redirect_uri",
                        REDIRECT_URI,
                        "code_verifier",
                        "v".repeat(43)),
                post("/v1/access_token", "grant_type", "refresh_token", "refresh_token", "r".repeat(43)),
                post("/v1/access_token", "grant_type", "client_credentials"),
                post(
                        "/v1/access_token",
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        "a.b.c",
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "scope",
                        "spark:rooms_read"),
                post(
                        "/v1/device/token",
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code",
                        "d".repeat(43)),
                post("/v1/device/authorize", "scope", "spark:all"),
                pushed(),
                post("/v1/introspect", "token", "t".repeat(43), "token_type_hint", "access_token"),
                post("/v1/revoke", "token", "t".repeat(43), "token_type_hint", "refresh_token"),
                registration(),
                new RawRequest("GET", "/v1/jwks", List.of(Pair.encoded("a", "b")), true, null, List.of()),
                new RawRequest(
                        "GET",
                        "/.well-known/oauth-authorization-server",
                        List.of(Pair.encoded("a", "b")),
                        true,
                        null,
                        List.of()));
    }

    private List<Pair> authorization() {
        return new ArrayList<>(List.of(
                Pair.encoded("response_type", "code"),
                Pair.encoded("client_id", client.path("client_id").asText()),
                Pair.encoded("redirect_uri", REDIRECT_URI),
                Pair.encoded("scope", "spark:all"),
                Pair.encoded("state", "xyz"),
                Pair.encoded("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                Pair.encoded("code_challenge_method", "S256")));
    }

    private RawRequest pushed() {
        List<Pair> parameters = authorization();
        parameters.add(
                Pair.encoded("client_secret", client.path("client_secret").asText()));
        return new RawRequest("POST", "/v1/par", parameters, false, null, List.of(new Pair("Content-Type", FORM)));
    }

    private static RawRequest registration() {
        return new RawRequest(
                "POST",
                "/v1/register",
                List.of(
                        new Pair("client_name", "\"Malformed\""),
                        new Pair("redirect_uris", "[\"" + REDIRECT_URI + "\"]"),
                        new Pair("grant_types", "[\"authorization_code\"]"),
                        new Pair("scope", "\"spark:all\""),
                        new Pair("token_endpoint_auth_method", "\"client_secret_post\""),
                        new Pair("require_pushed_authorization_requests", "true")),
                false,
                null,
                List.of(
                        new Pair("Content-Type", "application/json"),
                        new Pair("Authorization", "Bearer " + Registrar.initialToken(100))));
    }

    private RawRequest post(String path, String... fields) {
        List<Pair> parameters = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) parameters.add(Pair.encoded(fields[i], fields[i + 1]));
        parameters.add(Pair.encoded("client_id", client.path("client_id").asText()));
        parameters.add(
                Pair.encoded("client_secret", client.path("client_secret").asText()));
        return new RawRequest("POST", path, parameters, false, null, List.of(new Pair("Content-Type", FORM)));
    }

    private int check(int number, RawRequest request) throws IOException {
        RawReply reply = request.send(FILE.ports().auth());
        String what = "request " + number + ": " + shortened(request.text()) + "\nanswer: " + shortened(reply.head())
                + "\n" + shortened(reply.body());
        if (reply.status() == 0 && request.isTooLargeForHttp()) return 0;
        assertThat(reply.status()).as(what).isBetween(200, 499);
        assertThat(LEAKS).as(what).noneMatch(reply.body()::contains);
        reply.header("Location")
                .ifPresent(it -> assertThat(it)
                        .as(what)
                        .satisfiesAnyOf(
                                to -> assertThat(to).startsWith(REDIRECT_URI + "?"),
                                to -> assertThat(to).startsWith(AT.auth() + "/"),
                                to -> assertThat(to).startsWith(AT.keycloak() + "/")));
        assertThat(reply.head()).as(what).doesNotContainIgnoringCase("\r\nset-cookie: a=b");
        if (!stillAsksForItsOwnToken(request)) assertThat(reply.body()).as(what).doesNotContain("\"access_token\"");
        if (isProtocolRefusal(request, reply)) {
            assertThat(JSON.readTree(reply.body()).path("error").asText())
                    .as(what)
                    .isNotEmpty();
        }
        return reply.status();
    }

    /** What was changed may not matter to the client credentials grant: the client authenticates, and asks for what it may have. */
    private boolean stillAsksForItsOwnToken(RawRequest request) {
        return once(request, "grant_type", "client_credentials")
                && once(request, "client_id", client.path("client_id").asText())
                && once(request, "client_secret", client.path("client_secret").asText())
                && request.method().equals("POST")
                && !request.inQuery()
                && request.body() == null;
    }

    private static boolean once(RawRequest request, String name, String value) {
        List<Pair> sent = request.parameters().stream()
                .filter(it -> it.name().equals(RawRequest.encode(name)))
                .toList();
        return sent.size() == 1 && sent.getFirst().value().equals(RawRequest.encode(value));
    }

    /** Refused by the protocol, and not by HTTP, which does not know our errors. */
    private static boolean isProtocolRefusal(RawRequest request, RawReply reply) {
        return request.method().equals("POST")
                && (reply.status() == 400 || reply.status() == 401)
                && reply.header("Content-Type").orElse("").startsWith("application/json");
    }

    private static String shortened(String text) {
        return text.length() < 1500 ? text : text.substring(0, 1500) + "...";
    }
}
