package org.sparkall.benchmarks.withdrawal;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;

/**
 * From the answer to a withdrawal until decisions, introspection and refresh all know it, in the running local suite: first of one add-on,
 * then of all that was agreed.
 *
 * <p>{@code <suite.properties> <rounds>}
 */
public final class WithdrawalDelay {

    private static final String CALLBACK = "http://localhost:9/callback";
    private static final String ALL = "spark:all";
    private static final String READ = "spark:messages_read";
    private static final String ADD_ON = "spark-admin:people_read";
    /** An administrator: nobody else may agree to the add-on. */
    private static final String PERSON = "ada";

    private static final double MILLI = 1e6;

    private final SuiteAddresses at;
    private final SuiteApi api;
    private final List<Double> ofAddOn = new ArrayList<>();
    private final List<Double> ofAll = new ArrayList<>();

    private WithdrawalDelay(SuiteFile suite) {
        this.at = SuiteAddresses.of(suite.ports());
        this.api = new SuiteApi(at);
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) throw new IllegalArgumentException("<suite.properties> <rounds>");
        WithdrawalDelay delay = new WithdrawalDelay(SuiteFile.read(Path.of(arguments[0])));
        // The first of all meets services that are not warm.
        delay.measure();
        delay.ofAddOn.clear();
        delay.ofAll.clear();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) delay.measure();
        report("one add-on", delay.ofAddOn);
        report("all", delay.ofAll);
    }

    private void measure() throws ParseException {
        IntegrationClient integration = api.registered("""
                {"name": "Withdrawn", "redirect_uris": ["%s"], "scopes": ["%s", "%s"]}
                """.formatted(CALLBACK, ALL, ADD_ON), CALLBACK);
        Reply tokens = granted(integration);
        String accessToken = tokens.text("access_token");
        String subject = SignedJWT.parse(accessToken).getJWTClaimsSet().getSubject();
        String consent = consent(integration);

        succeed(api.withdrawScope(PERSON, consent, ADD_ON));
        long before = System.nanoTime();
        while (isAllowed(subject, ADD_ON, integration)) Thread.onSpinWait();
        while (integration.introspect(accessToken).text("scope").contains(ADD_ON)) Thread.onSpinWait();
        Reply refreshed = integration.refresh(tokens.text("refresh_token"));
        if (refreshed.text("scope").contains(ADD_ON))
            throw new IllegalStateException("a refresh gave what was withdrawn");
        ofAddOn.add((System.nanoTime() - before) / MILLI);

        succeed(api.withdraw(PERSON, consent));
        before = System.nanoTime();
        while (isAllowed(subject, READ, integration)) Thread.onSpinWait();
        while (integration
                .introspect(refreshed.text("access_token"))
                .json()
                .path("active")
                .asBoolean()) Thread.onSpinWait();
        if (integration.refresh(refreshed.text("refresh_token")).status() == 200)
            throw new IllegalStateException("a refresh gave what was withdrawn");
        ofAll.add((System.nanoTime() - before) / MILLI);
    }

    private boolean isAllowed(String subject, String scope, IntegrationClient integration) {
        return api.decide(subject, scope, integration.clientId())
                .json()
                .path("decision")
                .asBoolean();
    }

    private Reply granted(IntegrationClient integration) {
        CodeVerifier verifier = new CodeVerifier();
        Person person = new Person(PERSON);
        Arrival arrival =
                person.open(integration.authorizationRequest(ALL + " " + ADD_ON, "state", verifier), CALLBACK);
        if (arrival instanceof Arrival.AtConsent page) arrival = person.accept(page.page(), List.of(ADD_ON), CALLBACK);
        if (!(arrival instanceof Arrival.AtIntegration back)) throw new IllegalStateException(arrival.where());
        String code = Objects.requireNonNull(
                IntegrationClient.parameters(back.address()).get("code"), "a code");
        Reply tokens = integration.redeem(code, verifier);
        if (!tokens.text("scope").contains(ADD_ON)) throw new IllegalStateException("the add-on was not granted");
        return tokens;
    }

    private String consent(IntegrationClient integration) {
        for (var consent : api.consents(PERSON).json().path("items")) {
            if (consent.path("client_id").asText().equals(integration.clientId()))
                return consent.path("id").asText();
        }
        throw new IllegalStateException("no consent");
    }

    private static void succeed(Reply reply) {
        if (reply.status() >= 300) throw new IllegalStateException(reply.status() + " " + reply.body());
    }

    private static void report(String what, List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(it -> it).sorted().toArray();
        System.out.printf(
                "%s: median %.0f ms, longest %.0f ms, %d rounds%n",
                what, sorted[sorted.length / 2], Arrays.stream(sorted).max().orElseThrow(), sorted.length);
    }
}
