package org.sparkall.acceptance;

import static org.awaitility.Awaitility.await;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Keycloak;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuitePorts;

/** A suite that one test has for itself, in a folder of its own, and what people and integrations do with it. */
final class OwnSuite implements AutoCloseable {

    private static final Requests REQUESTS = new Requests();

    private final Suite suite;
    private final SuiteAddresses at;
    private final SuiteApi api;
    private final Keycloak keycloak;

    private OwnSuite(Suite suite) {
        this.suite = suite;
        this.at = suite.addresses();
        this.api = new SuiteApi(at);
        this.keycloak = new Keycloak(at);
    }

    /** Starts whatever is in the folder. */
    static OwnSuite start(SuitePorts ports, Path folder) {
        OwnSuite suite = new OwnSuite(new Suite(ports, folder, FILE.apps(), new Progress(System.out)));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(suite.suite::close));
        suite.suite.start();
        return suite;
    }

    Suite parts() {
        return suite;
    }

    SuiteAddresses at() {
        return at;
    }

    SuiteApi api() {
        return api;
    }

    IntegrationClient registered(String... scopes) {
        return api.registered(RunningSuite.registration(List.of(scopes), List.of()), REDIRECT_URI);
    }

    /** A code that a person came back with, from the page on which they agreed. */
    String code(String person, IntegrationClient integration, CodeVerifier verifier) {
        Person human = new Person(person);
        var page = RunningSuite.consentPage(human, integration.authorizationRequest("spark:all", STATE, verifier));
        return RunningSuite.back(human.accept(page, List.of(), REDIRECT_URI)).get("code");
    }

    /** A person agrees to full access, on the page. */
    Granted grant(String person, IntegrationClient integration) {
        CodeVerifier verifier = new CodeVerifier();
        String code = code(person, integration, verifier);
        Reply tokens = integration.redeem(code, verifier);
        if (tokens.status() != 200) throw new AssertionError("no tokens: " + tokens.body());
        return new Granted(integration, code, verifier, tokens.json());
    }

    /** A person's consent to an integration. */
    JsonNode consent(String person, IntegrationClient integration) {
        for (JsonNode it : api.consents(person).json().path("items")) {
            if (it.path("client_id").asText().equals(integration.clientId())) return it;
        }
        throw new AssertionError("no consent of " + person + " to " + integration.clientId());
    }

    /** All consents of a person, by their ids; but for when they were last used, which comes in a moment later. */
    Map<String, JsonNode> consents(String person) {
        Map<String, JsonNode> all = new TreeMap<>();
        for (JsonNode it : api.consents(person).json().path("items")) {
            all.put(it.path("id").asText(), ((ObjectNode) it).without("last_used_at"));
        }
        return all;
    }

    /** Ends a service and begins it again; what is returned must be closed before the suite. */
    SuiteService restarted(String service) {
        ProcessHandle running = ProcessHandle.of(
                        suite.describe(FILE.apps()).pids().get(service))
                .orElseThrow();
        running.destroy();
        running.onExit().join();
        SuiteService again = suite.settings().service(service, Map.of());
        again.start();
        return again;
    }

    void withdraw(String person, Granted granted) {
        String id = consent(person, granted.integration()).path("id").asText();
        if (api.withdraw(person, id).status() != 204) throw new AssertionError("not withdrawn: " + id);
    }

    String reason(Granted granted) {
        String subject = RunningSuite.claims(granted.accessToken()).getSubject();
        return RunningSuite.reason(
                api.decide(subject, "spark:messages_read", granted.integration().clientId()));
    }

    String reasonByToken(Granted granted) {
        return RunningSuite.reason(api.decideByToken("spark:messages_read", granted.accessToken()));
    }

    void awaitReason(String reason, Granted granted) {
        await().atMost(Duration.ofSeconds(10)).until(() -> reason(granted).equals(reason));
    }

    /** What somebody asks of the suite's own APIs, as this person; a GET without a body. */
    Reply send(String method, String address, String person, String body) {
        return REQUESTS.send(Requests.json(address, body)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + keycloak.tokenOf(person)));
    }

    @Override
    public void close() {
        suite.close();
    }
}
