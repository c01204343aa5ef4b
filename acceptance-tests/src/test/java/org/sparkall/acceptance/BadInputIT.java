package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sparkall.localstack.journey.Keycloak;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Every endpoint answers every kind of bad input with a 4xx and a documented body: never a stack trace, never a 500. */
class BadInputIT {

    private static final String PROBLEM = "application/problem+json";
    private static final String OAUTH = "application/json";
    private static final String MEGABYTE = "a".repeat(1024 * 1024);

    /** What an endpoint takes, and in which form it complains. */
    private record Endpoint(String method, String address, String token, String contentType, String errorType) {
        HttpRequest.Builder request(String verb, String type, String body) {
            HttpRequest.Builder request = Requests.to(address)
                    .method(verb, BodyPublishers.ofString(body))
                    .header("Content-Type", type);
            return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
        }
    }

    private static List<Endpoint> json() {
        String dev = KEYCLOAK.tokenOf("dev");
        String platform = API.platformToken();
        String integration = API.register(RunningSuite.registration(List.of("spark:all"), List.of()))
                .text("id");
        Reply registered = Registrar.registered("spark:all", Map.of());
        return List.of(
                new Endpoint("POST", AT.auth() + "/v1/integrations", dev, "application/json", PROBLEM),
                new Endpoint("PUT", AT.auth() + "/v1/integrations/" + integration, dev, "application/json", PROBLEM),
                new Endpoint("POST", AT.auth() + "/v1/registration-tokens", dev, "application/json", PROBLEM),
                new Endpoint("POST", Registrar.REGISTER, Registrar.initialToken(1), "application/json", OAUTH),
                new Endpoint(
                        "PUT",
                        registered.text("registration_client_uri"),
                        Registrar.token(registered),
                        "application/json",
                        OAUTH),
                new Endpoint("POST", AT.policy() + "/v1/scope-selections", "", "application/json", PROBLEM),
                new Endpoint("POST", AT.policy() + "/access/v1/evaluation", platform, "application/json", PROBLEM),
                new Endpoint("POST", AT.policy() + "/access/v1/evaluations", platform, "application/json", PROBLEM),
                new Endpoint(
                        "POST",
                        AT.consent() + "/v1/consent-requests",
                        new Keycloak(AT).serviceToken("spark-auth-service"),
                        "application/json",
                        PROBLEM));
    }

    private static List<Endpoint> forms() {
        String type = "application/x-www-form-urlencoded";
        return List.of(
                new Endpoint("POST", AT.auth() + "/v1/access_token", "", type, OAUTH),
                new Endpoint("POST", AT.auth() + "/v1/introspect", "", type, OAUTH),
                new Endpoint("POST", AT.auth() + "/v1/revoke", "", type, OAUTH));
    }

    @TestFactory
    Stream<DynamicTest> badJson() {
        List<String> bodies = List.of(
                "",
                "null",
                "{",
                "[]",
                "\"text\"",
                "{\"scopes\":",
                "{\"unknown_field\":1}",
                "{\"name\":1,\"scopes\":\"spark:all\",\"redirect_uris\":{},\"subject\":[],\"reference\":{}}",
                "{\"name\":\"a\\u0000b\\u202e\",\"redirect_uris\":[\"javascript:alert(1)\"],\"scopes\":[\"spark:all\"]}",
                "{\"reference\":\"\\u0000\",\"person\":\"\\u0000\",\"scopes\":[\"\\u0000\"],\"name\":\"\\u0000\"}",
                "{\"scopes\":[null],\"features\":[1]}",
                "{\"scopes\":[\"spark:all\"],\"scopes\":[]} trailing",
                "{\"subject\":{\"type\":\"user\"},\"action\":{},\"resource\":{},\"evaluations\":[{}]}",
                "[".repeat(5000),
                MEGABYTE);
        return json().stream()
                .flatMap(endpoint ->
                        bodies.stream().map(body -> test(endpoint, endpoint.method(), endpoint.contentType(), body)));
    }

    @TestFactory
    Stream<DynamicTest> badForms() {
        List<String> bodies = List.of(
                "",
                "grant_type=",
                "grant_type=nonsense",
                "grant_type=authorization_code",
                "grant_type=authorization_code&code=a&code=b",
                "grant_type=refresh_token&refresh_token=%00%01",
                "grant_type=client_credentials&client_id=x&client_secret=y",
                "grant_type=client_credentials&client_id=%F0%28%8C%28&client_secret=%zz",
                "token=&client_id=x",
                "token=" + "a".repeat(100_000),
                "{\"grant_type\":\"refresh_token\"}",
                MEGABYTE);
        return forms().stream()
                .flatMap(endpoint ->
                        bodies.stream().map(body -> test(endpoint, endpoint.method(), endpoint.contentType(), body)));
    }

    @TestFactory
    Stream<DynamicTest> wrongMethodsAndTypes() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Endpoint endpoint :
                Stream.concat(json().stream(), forms().stream()).toList()) {
            tests.add(test(endpoint, "PATCH", endpoint.contentType(), "{}"));
            tests.add(test(endpoint, endpoint.method(), "text/plain", "{}"));
            tests.add(test(endpoint, endpoint.method(), "nonsense", "{}"));
            tests.add(test(endpoint, endpoint.method(), "application/ ; ;a=b", "{}"));
        }
        String dev = KEYCLOAK.tokenOf("dev");
        String somebody = "/00000000-0000-0000-0000-000000000000";
        for (String address : List.of(
                AT.auth() + "/v1/authorize",
                AT.auth() + "/v1/jwks",
                AT.auth() + "/.well-known/oauth-authorization-server",
                AT.auth() + "/.well-known/openid-configuration",
                AT.auth() + "/v1/integrations" + somebody + "/secret",
                AT.policy() + "/v1/scopes",
                AT.policy() + "/v1/scopes/spark:all",
                AT.policy() + "/v1/catalog/versions",
                AT.policy() + "/v1/catalog/versions/1",
                AT.policy() + "/.well-known/authzen-configuration",
                AT.consent() + "/v1/consents",
                AT.consent() + "/v1/consents" + somebody,
                AT.consent() + "/v1/consents" + somebody + "/scopes/spark:all",
                AT.consent() + "/v1/consent-requests" + somebody)) {
            tests.add(test(
                    new Endpoint("PATCH", address, dev, "application/json", PROBLEM),
                    "PATCH",
                    "application/json",
                    "{"));
        }
        for (String address : List.of(
                AT.consent() + "/v1/consents" + somebody,
                AT.consent() + "/v1/consents/%00",
                AT.consent() + "/v1/consents" + somebody + "/scopes/%00")) {
            tests.add(test(
                    new Endpoint("DELETE", address, dev, "application/json", PROBLEM),
                    "DELETE",
                    "application/json",
                    ""));
        }
        String auth = new Keycloak(AT).serviceToken("spark-auth-service");
        for (String id : List.of(somebody, "/nonsense", "/%00")) {
            String address = AT.consent() + "/v1/consent-requests" + id;
            tests.add(test(
                    new Endpoint("GET", address, auth, "application/json", PROBLEM), "GET", "application/json", ""));
        }
        for (String path : List.of(
                AT.auth() + "/v1/registration-tokens/not-an-id",
                AT.auth() + "/v1/registration-tokens?limit=0",
                AT.auth() + "/v1/registration-tokens?after=%00",
                AT.auth() + "/v1/integrations/not-an-id",
                AT.auth() + "/v1/integrations?limit=x",
                AT.auth() + "/v1/integrations?limit=0",
                AT.auth() + "/v1/integrations?after=%00",
                AT.policy() + "/v1/scopes?kind=nonsense",
                AT.policy() + "/v1/scopes/%00%22",
                AT.policy() + "/v1/catalog/versions/x",
                AT.policy() + "/v1/catalog/versions/99",
                AT.policy() + "/v1/catalog/versions?limit=99999",
                AT.consent() + "/v1/consents/not-an-id",
                AT.consent() + "/v1/consents?limit=-1",
                AT.consent() + "/v1/consents?person=%00",
                AT.consent() + "/v1/consents?person=somebody-else",
                AT.consent() + "/v1/no-such-path",
                AT.auth() + "/no/such/path")) {
            tests.add(test(new Endpoint("GET", path, dev, "application/json", PROBLEM), "GET", "application/json", ""));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> withoutOrWithAWorthlessToken() {
        return Stream.of(
                        AT.auth() + "/v1/integrations",
                        AT.auth() + "/v1/registration-tokens",
                        AT.policy() + "/access/v1/evaluation",
                        AT.consent() + "/v1/consents",
                        AT.consent() + "/v1/consent-requests")
                .flatMap(address -> Stream.of("", "nonsense", KEYCLOAK.tokenOf("dev") + "x")
                        .map(token -> DynamicTest.dynamicTest(
                                "token '" + token.substring(0, Math.min(8, token.length())) + "' at " + address, () -> {
                                    HttpRequest.Builder request = address.endsWith("s") && !address.endsWith("requests")
                                            ? Requests.to(address)
                                            : Requests.json(address, "{}");
                                    if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
                                    Reply reply = REQUESTS.send(request);
                                    assertThat(reply.status()).isEqualTo(401);
                                    assertNothingLeaks(reply);
                                })));
    }

    @TestFactory
    Stream<DynamicTest> rolesAreAskedFor() {
        String alice = KEYCLOAK.tokenOf("alice");
        return Stream.of(AT.policy() + "/access/v1/evaluation", AT.consent() + "/v1/consent-requests")
                .map(address -> DynamicTest.dynamicTest(address, () -> {
                    Reply reply =
                            REQUESTS.send(Requests.json(address, "{}").header("Authorization", "Bearer " + alice));
                    assertThat(reply.status()).isEqualTo(403);
                }));
    }

    @TestFactory
    Stream<DynamicTest> badChallengesAreAnsweredWithAPage() {
        Person alice = new Person("alice");
        return Stream.of("", "?challenge=", "?challenge=nonsense", "?challenge=%00", "?challenge=" + "a".repeat(5000))
                .map(query ->
                        DynamicTest.dynamicTest("consent" + query.substring(0, Math.min(40, query.length())), () -> {
                            Arrival arrival = alice.open(
                                    URI.create(AT.consent() + "/consent" + query), RunningSuite.REDIRECT_URI);
                            assertThat(arrival).isInstanceOfSatisfying(Arrival.AtError.class, it -> {
                                assertThat(it.status()).isBetween(400, 499);
                                assertThat(it.page().selectFirst("h1")).isNotNull();
                                assertThat(it.page().text()).doesNotContain("Exception", "org.sparkall");
                            });
                        }));
    }

    @TestFactory
    Stream<DynamicTest> badAuthorizationRequestsStayHere() {
        return Stream.of(
                        "",
                        "?client_id=nobody",
                        "?client_id=a&client_id=b",
                        "?client_id=%00&redirect_uri=javascript:alert(1)",
                        "?client_id=" + "a".repeat(5000),
                        "/continue?flow=nonsense&consent_request=x")
                .map(query ->
                        DynamicTest.dynamicTest("authorize" + query.substring(0, Math.min(40, query.length())), () -> {
                            Reply reply = new Requests().send(Requests.to(AT.auth() + "/v1/authorize" + query));
                            // A flow without a session asks to sign in first.
                            if (query.startsWith("/continue")) {
                                assertThat(reply.status()).isEqualTo(302);
                            } else {
                                assertThat(reply.status()).isEqualTo(400);
                                assertThat(reply.headers()
                                                .firstValue("Content-Type")
                                                .orElse(""))
                                        .startsWith("text/html");
                            }
                            assertNothingLeaks(reply);
                        }));
    }

    private static DynamicTest test(Endpoint endpoint, String method, String type, String body) {
        String name = method + " " + endpoint.address().replaceFirst("http://localhost:\\d+", "") + " " + type + " "
                + body.substring(0, Math.min(40, body.length()));
        return DynamicTest.dynamicTest(name, () -> {
            Reply reply = REQUESTS.send(endpoint.request(method, type, body));
            assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
            // What HTTP itself refuses never comes to the protocol.
            String expected = List.of(405, 413, 415).contains(reply.status()) ? PROBLEM : endpoint.errorType();
            assertThat(reply.headers().firstValue("Content-Type").orElse(""))
                    .as(reply.body())
                    .startsWith(expected);
            if (expected.equals(OAUTH)) assertThat(reply.text("error")).isNotEmpty();
            if (expected.equals(PROBLEM))
                assertThat(reply.json().path("status").asInt()).isEqualTo(reply.status());
            assertNothingLeaks(reply);
        });
    }

    private static void assertNothingLeaks(Reply reply) {
        assertThat(reply.body()).doesNotContain("Exception", "\tat ", "org.sparkall", "com.fasterxml", "java.");
    }
}
