package org.sparkall.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
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
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;

/** The suite that {@code ./sparkall test} started, and what most tests do with it. */
final class RunningSuite {

    static final SuiteFile FILE = SuiteFile.fromEnvironment()
            .orElseThrow(() -> new IllegalStateException("these tests need a running suite: use ./sparkall test"));
    static final SuiteAddresses AT = SuiteAddresses.of(FILE.ports());
    static final SuiteApi API = new SuiteApi(AT);
    static final Keycloak KEYCLOAK = new Keycloak(AT);
    static final Requests REQUESTS = new Requests();
    static final String REDIRECT_URI = "http://localhost:9/callback";
    static final String ADD_ON = "spark-admin:people_read";
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

    static IntegrationClient registered(String... scopes) {
        return API.registered(registration(List.of(scopes), List.of()), REDIRECT_URI);
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

    /** The id of a person's consent to an integration. */
    static String consentId(String person, String clientId) {
        for (JsonNode consent : API.consents(person).json().path("items")) {
            if (consent.path("client_id").asText().equals(clientId))
                return consent.path("id").asText();
        }
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
