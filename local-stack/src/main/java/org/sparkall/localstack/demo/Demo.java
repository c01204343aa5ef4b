package org.sparkall.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.io.PrintStream;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jsoup.nodes.Document;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.suite.SuiteAddresses;

/** Tells the main job step by step: an integration asks alice for spark:all, uses it, and loses it again. */
public final class Demo {

    private static final String REDIRECT_URI = "http://localhost:9999/callback";
    private static final String ADD_ON = "spark-admin:people_read";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SuiteApi api;
    private final Narration tell;

    private final SuiteAddresses at;

    public Demo(SuiteAddresses at, PrintStream out) {
        this.at = at;
        this.api = new SuiteApi(at);
        this.tell = new Narration(out);
    }

    /**
     * Runs it.
     *
     * @return whether everything came out as it should
     */
    public boolean run() {
        try {
            refusals();
            IntegrationClient integration = registration();
            CodeVerifier verifier = new CodeVerifier();
            String code = grant(integration, verifier);
            Reply tokens = exchange(integration, code, verifier);
            String person = decoded(tokens.text("access_token"));
            decisions(integration, person);
            String refreshToken = refresh(integration, tokens.text("refresh_token"));
            withdrawal(integration, person, refreshToken);
            tell.done("That was the whole life of a grant.");
            return true;
        } catch (UnexpectedException e) {
            tell.failed(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void refusals() {
        tell.step("dev registers an integration that puts spark:messages_read beside spark:all: refused (rule R3)");
        show(expect(
                422,
                api.register(registration("\"spark:all\",\"spark:messages_read\"", "")),
                "the redundant selection"));
        tell.step("dev declares calling without spark:all: refused (rule R5)");
        show(expect(
                422,
                api.register(registration("\"spark:messages_read\"", "\"calling\"")),
                "calling without spark:all"));
    }

    private IntegrationClient registration() {
        tell.step("dev registers an integration with calling, spark:all and one admin add-on");
        Reply reply = expect(
                201, api.register(registration("\"spark:all\",\"" + ADD_ON + "\"", "\"calling\"")), "the registration");
        show("client_id " + reply.text("client_id") + ", scopes " + reply.json().path("scopes"));
        return new IntegrationClient(at, reply.text("client_id"), reply.text("client_secret"), REDIRECT_URI);
    }

    private static String registration(String scopes, String features) {
        return """
                {"name":"Demo Calling App","description":"Makes and takes calls for you.",
                 "redirect_uris":["%s"],"scopes":[%s],"features":[%s]}
                """.formatted(REDIRECT_URI, scopes, features);
    }

    private String grant(IntegrationClient integration, CodeVerifier verifier) {
        tell.step("alice is sent to sign in at Keycloak, and to the consent page");
        Person alice = new Person("alice");
        URI request = integration.authorizationRequest("spark:all " + ADD_ON, "demo-state", verifier);
        Arrival arrival = alice.open(request, REDIRECT_URI);
        if (!(arrival instanceof Arrival.AtConsent(Document page))) {
            throw new UnexpectedException("alice did not come to the consent page, but " + arrival.where());
        }
        show("the page says: " + page.select("h1").text());
        page.select("[data-item]")
                .forEach(it -> show("  one item: " + it.select("h2, legend").text() + ", "
                        + it.select("summary").text()));
        show("add-ons that alice could give: " + Person.addOns(page) + " (she is no administrator: rule R7)");
        tell.step("alice accepts");
        Arrival end = alice.accept(page, Person.addOns(page), REDIRECT_URI);
        if (!(end instanceof Arrival.AtIntegration(URI back))) {
            throw new UnexpectedException("alice did not come back to the integration, but " + end.where());
        }
        Map<String, String> parameters = IntegrationClient.parameters(back);
        show("back at " + REDIRECT_URI + " with " + parameters.keySet() + ", iss " + parameters.get("iss"));
        String code = parameters.get("code");
        if (code == null) throw new UnexpectedException("no code came back: " + parameters.get("error"));
        return code;
    }

    private Reply exchange(IntegrationClient integration, String code, CodeVerifier verifier) {
        tell.step("the integration exchanges the code");
        Reply reply = expect(200, integration.redeem(code, verifier), "the exchange");
        reply.json().properties().forEach(it -> show(it.getKey() + ": " + shortened(it.getKey(), it.getValue())));
        return reply;
    }

    /** A token is shown by its beginning only: what stands on a terminal is soon in a ticket. */
    private static String shortened(String name, JsonNode value) {
        if (!name.endsWith("_token")) return value.toString();
        return value.asText().substring(0, 12) + "... (" + value.asText().length() + " characters)";
    }

    /** Shows a token's claims, and returns its subject. */
    private String decoded(String accessToken) {
        tell.step("the access token, decoded");
        try {
            Map<String, Object> claims =
                    SignedJWT.parse(accessToken).getJWTClaimsSet().getClaims();
            claims.forEach((name, value) -> show(name + ": " + value));
            return String.valueOf(claims.get("sub"));
        } catch (ParseException e) {
            throw new UnexpectedException("the access token is no JWT");
        }
    }

    private void decisions(IntegrationClient integration, String person) {
        tell.step("a platform service asks for decisions");
        // The consent travels by Kafka: it is there within a moment.
        measure(() -> allowed(integration, person, "spark:messages_read"));
        requireDecision(integration, person, "spark:messages_read", "granted_by_aggregate");
        requireDecision(integration, person, ADD_ON, "admin_scope_not_in_aggregate");
        requireDecision(integration, person, "calling", "granted");
    }

    private boolean allowed(IntegrationClient integration, String person, String action) {
        return api.decide(person, action, integration.clientId())
                .json()
                .path("decision")
                .asBoolean();
    }

    private void requireDecision(IntegrationClient integration, String person, String action, String reason) {
        JsonNode answer = api.decide(person, action, integration.clientId()).json();
        show(action + ": " + (answer.path("decision").asBoolean() ? "yes" : "no") + ", "
                + answer.path("context").path("reason").asText());
        if (!answer.path("context").path("reason").asText().equals(reason)) {
            throw new UnexpectedException("the decision on " + action + " should be " + reason);
        }
    }

    private String refresh(IntegrationClient integration, String refreshToken) {
        tell.step("the integration refreshes: a new refresh token replaces the old one");
        Reply reply = expect(200, integration.refresh(refreshToken), "the refresh");
        show("scope: " + reply.text("scope") + ", expires_in: " + reply.text("expires_in"));
        return reply.text("refresh_token");
    }

    private void withdrawal(IntegrationClient integration, String person, String refreshToken) {
        tell.step("alice takes her consent back");
        String consentId = "";
        for (JsonNode consent : api.consents("alice").json().path("items")) {
            if (consent.path("client_id").asText().equals(integration.clientId()))
                consentId = consent.path("id").asText();
        }
        expect(204, api.withdraw("alice", consentId), "the withdrawal");
        Instant withdrawn = Instant.now();
        long decision = measure(() -> !allowed(integration, person, "spark:messages_read"));
        requireDecision(integration, person, "spark:messages_read", "consent_withdrawn");
        measure(() ->
                !integration.introspect(refreshToken).json().path("active").asBoolean());
        long all = Duration.between(withdrawn, Instant.now()).toMillis();
        show("decisions said no after " + decision + " ms; introspection too, after " + all + " ms in all");
        show(expect(400, integration.refresh(refreshToken), "the refresh after the withdrawal"));
    }

    /** Waits for something, and says how many milliseconds that took. */
    private static long measure(BooleanSupplier happened) {
        Instant began = Instant.now();
        while (!happened.getAsBoolean()) {
            if (Duration.between(began, Instant.now()).compareTo(PATIENCE) > 0) {
                throw new UnexpectedException("nothing happened within " + PATIENCE.toSeconds() + " s");
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalStackException("Interrupted.", e);
            }
        }
        return Duration.between(began, Instant.now()).toMillis();
    }

    private static Reply expect(int status, Reply reply, String what) {
        if (reply.status() == status) return reply;
        throw new UnexpectedException(what + " was answered with " + reply.status() + " instead of " + status);
    }

    private void show(Reply reply) {
        show(reply.status() + " " + reply.body());
    }

    private void show(String line) {
        tell.line(line);
    }

    /** Something did not come out as it should. */
    private static final class UnexpectedException extends RuntimeException {
        UnexpectedException(String message) {
            super(message);
        }
    }
}
