package org.sparkall.benchmarks.withdrawal;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;

/**
 * From the answer to a withdrawal until decisions, introspection and refresh all know it: first of one add-on, then of all that was agreed.
 *
 * <p>{@code <suite.properties> <rounds>} measures the running local suite.
 */
public final class WithdrawalDelay {

    private static final String CALLBACK = "http://localhost:9/callback";
    private static final String ALL = "spark:all";
    private static final String READ = "spark:messages_read";
    private static final String ADD_ON = "spark-admin:people_read";
    /** An administrator: nobody else may agree to the add-on. */
    private static final String PERSON = "ada";

    private static final double MILLI = 1e6;

    private final SuiteApi api;
    private final List<Double> ofAddOn = new ArrayList<>();
    private final List<Double> ofAll = new ArrayList<>();

    private WithdrawalDelay(SuiteAddresses at) {
        this.api = new SuiteApi(at);
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) throw new IllegalArgumentException("<suite.properties> <rounds>");
        SuiteFile suite = SuiteFile.read(Path.of(arguments[0]));
        Delays delays = measure(SuiteAddresses.of(suite.ports()), Integer.parseInt(arguments[1]));
        System.out.println("one add-on: " + summary(delays.ofAddOn()));
        System.out.println("all: " + summary(delays.ofAll()));
    }

    /** In milliseconds, one for each round. */
    public record Delays(List<Double> ofAddOn, List<Double> ofAll) {}

    /** Measures, after one round that meets services that may not be warm. */
    public static Delays measure(SuiteAddresses at, int rounds) throws ParseException {
        WithdrawalDelay delay = new WithdrawalDelay(at);
        delay.measure();
        delay.ofAddOn.clear();
        delay.ofAll.clear();
        for (int i = 0; i < rounds; i++) delay.measure();
        return new Delays(List.copyOf(delay.ofAddOn), List.copyOf(delay.ofAll));
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

    /** Median, 99th percentile and longest of some delays. */
    public static String summary(List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(it -> it).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "median %.0f ms, p99 %.0f ms, longest %.0f ms, %d rounds",
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
                sorted[sorted.length - 1],
                sorted.length);
    }
}
