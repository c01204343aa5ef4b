package org.sparkall.localstack.container;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.suite.SuiteAddresses;

/**
 * What services are asked most, again and again: a cache keeps the profiles of methods that ran often enough (JEP 515), and with them the
 * compilers of a service that starts with it know at once what is worth their time.
 */
final class Rehearsal {

    private static final String CALLBACK = "http://localhost:9/callback";
    private static final String ALL = "spark:all";
    /** For one grant: its tokens live for an hour and are asked about all the while. */
    private static final int QUESTIONS = 3;

    /** At once: what several requests share is rehearsed too, and no core waits. */
    private static final int PEOPLE = 4;

    private final SuiteApi api;
    private final IntegrationClient integration;

    Rehearsal(SuiteAddresses at) {
        this.api = new SuiteApi(at);
        this.integration = api.registered("""
                {"name": "Rehearsed", "redirect_uris": ["%s"], "scopes": ["%s"]}
                """.formatted(CALLBACK, ALL), CALLBACK);
    }

    /**
     * Rehearses.
     *
     * @return how often somebody was let in
     * @throws LocalStackException when something was answered otherwise than it should be
     */
    int run(Duration time) {
        Instant end = Instant.now().plus(time);
        List<Future<Integer>> all = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PEOPLE; i++) all.add(people.submit(() -> rehearse(end)));
        }
        return all.stream().mapToInt(Rehearsal::grants).sum();
    }

    private static int grants(Future<Integer> one) {
        return switch (one.state()) {
            case SUCCESS -> one.resultNow();
            default -> throw new LocalStackException("The rehearsal failed.", one.exceptionNow());
        };
    }

    private int rehearse(Instant end) {
        Person person = new Person("alice");
        int grants = 0;
        for (; Instant.now().isBefore(end); grants++) once(grant(person));
        return grants;
    }

    private void once(Reply granted) {
        Reply tokens = granted;
        String subject = subject(granted);
        for (int i = 0; i < QUESTIONS; i++) {
            tokens = answered(integration.refresh(tokens.text("refresh_token")));
            answered(integration.introspect(tokens.text("access_token")));
            answered(integration.token(Map.of("grant_type", "client_credentials")));
            answered(api.decideByToken("spark:messages_read", tokens.text("access_token")));
            answered(api.decide(subject, "spark:people_read", integration.clientId()));
        }
    }

    private Reply grant(Person person) {
        CodeVerifier verifier = new CodeVerifier();
        Arrival arrival = person.open(integration.authorizationRequest(ALL, "state", verifier), CALLBACK);
        if (arrival instanceof Arrival.AtConsent page) arrival = person.accept(page.page(), List.of(), CALLBACK);
        String code = arrival instanceof Arrival.AtIntegration back
                ? IntegrationClient.parameters(back.address()).get("code")
                : null;
        if (code == null) throw new LocalStackException("A grant ended at " + arrival.where() + ".");
        return answered(integration.redeem(code, verifier));
    }

    private static String subject(Reply tokens) {
        try {
            return SignedJWT.parse(tokens.text("access_token"))
                    .getJWTClaimsSet()
                    .getSubject();
        } catch (ParseException e) {
            throw new LocalStackException("An access token is no JWT.", e);
        }
    }

    private static Reply answered(Reply reply) {
        if (reply.status() == 200) return reply;
        throw new LocalStackException("A rehearsed request was answered with " + reply.status() + ".");
    }
}
