package org.sparkall.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Document;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Keycloak;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;

/** The suite that {@code ./sparkall test} started, and what most tests do with it. */
final class RunningSuite {

    static final SuiteFile FILE = SuiteFile.fromEnvironment()
            .orElseThrow(() -> new IllegalStateException("these tests need a running suite: use ./sparkall test"));
    static final SuiteAddresses AT = SuiteAddresses.of(FILE.ports());
    /** What the suite is made of. */
    static final Suite SUITE = new Suite(FILE.ports(), FILE.folder(), FILE.apps(), new Progress(System.out));
    /** How one connects to Kafka who may do everything. */
    static final Map<String, Object> KAFKA_CLIENT = SUITE.kafkaClient();

    static final SuiteApi API = new SuiteApi(AT);
    static final Keycloak KEYCLOAK = new Keycloak(AT);
    static final Requests REQUESTS = new Requests();
    static final String REDIRECT_URI = "http://localhost:9/callback";
    static final String ADD_ON = "spark-admin:people_read";
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String STATE = "state-of-the-test";

    private RunningSuite() {}

    /** A grant that a person gave: the integration that holds it, and its tokens. */
    record Granted(IntegrationClient integration, String code, CodeVerifier verifier, JsonNode tokens) {

        String accessToken() {
            return tokens.path("access_token").asText();
        }

        String refreshToken() {
            return tokens.path("refresh_token").asText();
        }
    }

    static String registration(List<String> scopes, List<String> features) {
        return """
                {"name":"Acceptance Test","description":"Checks everything.","redirect_uris":["%s"],
                 "scopes":%s,"features":%s}
                """.formatted(REDIRECT_URI, array(scopes), array(features));
    }

    private static String array(List<String> texts) {
        return texts.stream().map(it -> "\"" + it + "\"").toList().toString();
    }

    /** Where the pages of {@code auth} or {@code consent} are. */
    static String origin(String service) {
        return service.equals("auth") ? AT.auth() : AT.consent();
    }

    /** What comes of a call with a bearer token (RFC 6750). */
    static int status(String address, String token) {
        return REQUESTS.send(Requests.to(address).header("Authorization", "Bearer " + token))
                .status();
    }

    static IntegrationClient registered(String... scopes) {
        return API.registered(registration(List.of(scopes), List.of()), REDIRECT_URI);
    }

    /** Registers an integration that names protocol settings, too. */
    static IntegrationClient registered(Map<String, ?> settings, String... scopes) {
        Reply reply = register(settings, scopes);
        if (reply.status() != 201) throw new AssertionError("not registered: " + reply.body());
        return new IntegrationClient(AT, reply.text("client_id"), reply.text("client_secret"), REDIRECT_URI);
    }

    /** Asks for a registration with these protocol settings. */
    static Reply register(Map<String, ?> settings, String... scopes) {
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(registration(List.of(scopes), List.of()));
            settings.forEach((name, value) -> body.set(name, JSON.valueToTree(value)));
            return API.register(body.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens an authorization request as a person, and returns the consent page. */
    static Document consentPage(Person person, URI request) {
        Arrival arrival = person.open(request, REDIRECT_URI);
        if (arrival instanceof Arrival.AtConsent(Document page)) return page;
        throw new AssertionError("expected the consent page, but came " + arrival.where());
    }

    /** The parameters with which a person came back to the integration. */
    static Map<String, String> back(Arrival arrival) {
        if (arrival instanceof Arrival.AtIntegration(URI address)) return IntegrationClient.parameters(address);
        throw new AssertionError("expected to be back at the integration, but came " + arrival.where());
    }

    /** The answer to an authorization request that needs nobody to sign in. */
    static Map<String, String> refusal(IntegrationClient integration, String scope) {
        Reply reply = REQUESTS.get(integration.authorizationRequest(scope, STATE, new CodeVerifier()));
        return IntegrationClient.parameters(reply.location());
    }

    /** A person grants an integration this scope, with every add-on that the page offers. */
    static Granted grant(String person, IntegrationClient integration, String scope) {
        CodeVerifier verifier = new CodeVerifier();
        Person human = new Person(person);
        Document page = consentPage(human, integration.authorizationRequest(scope, STATE, verifier));
        String code =
                back(human.accept(page, Person.addOns(page), REDIRECT_URI)).get("code");
        Reply tokens = integration.redeem(code, verifier);
        if (tokens.status() != 200) throw new AssertionError("no tokens: " + tokens.body());
        return new Granted(integration, code, verifier, tokens.json());
    }

    /** The code that a person comes back with, whether or not they had to be asked. */
    static String code(Person person, URI request) {
        Arrival arrival = person.open(request, REDIRECT_URI);
        if (arrival instanceof Arrival.AtConsent(Document page)) {
            arrival = person.accept(page, Person.addOns(page), REDIRECT_URI);
        }
        Map<String, String> parameters = back(arrival);
        if (!parameters.containsKey("code")) throw new AssertionError("no code: " + parameters);
        return parameters.get("code");
    }

    /** The claims of a token, unverified. */
    static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError("no JWT", e);
        }
    }

    /** Whether introspection calls a token active. */
    static boolean isActive(IntegrationClient integration, String token) {
        return integration.introspect(token).json().path("active").asBoolean();
    }

    static void assertRefused(Reply reply, int status, String error) {
        if (reply.status() != status || !reply.text("error").equals(error)) {
            throw new AssertionError(
                    "expected " + status + " " + error + ", but came " + reply.status() + " " + reply.body());
        }
    }

    /** Changes the database of auth-service: how tests make time pass. */
    static void changeAuth(String sql, Object... values) {
        try (Connection connection = DriverManager.getConnection(FILE.suite().adminUrl("auth"));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A call of the suite's APIs by somebody; without a body when it is empty. */
    static Reply send(String method, String address, String person, String body) {
        return REQUESTS.send(Requests.json(address, body)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + KEYCLOAK.tokenOf(person)));
    }

    /** The id of a person's consent to an integration. */
    static String consentId(String person, String clientId) {
        String last = "";
        JsonNode page;
        do {
            page = API.consentsAfter(person, last).json().path("items");
            for (JsonNode consent : page) {
                last = consent.path("id").asText();
                if (consent.path("client_id").asText().equals(clientId)) return last;
            }
        } while (!page.isEmpty());
        throw new AssertionError("no consent of " + person + " to " + clientId);
    }

    static String subject(Granted granted) {
        return granted.integration().introspect(granted.accessToken()).text("sub");
    }

    /** The reason of a decision. */
    static String reason(Reply decision) {
        return decision.json().path("context").path("reason").asText();
    }

    /** Waits until a decision has this reason; events take a moment. */
    static void awaitReason(String reason, String person, String action, String clientId) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> reason(API.decide(person, action, clientId)).equals(reason));
    }
}
