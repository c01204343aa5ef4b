package org.sparkall.client;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.sparkall.client.PolicyAnswer.Unavailable;

/**
 * Asks scope-policy-service (AuthZEN 1.0) by blocking calls; use it from virtual or worker threads. It never throws because of an outage: no
 * answer in time, a refused connection, a wrong status are all {@link Unavailable}, which refuses. Answers are given again as long as the
 * service's obligation {@code cache} says. Safe for many threads.
 */
public final class PolicyClient {

    private static final int MAX_PAGES = 100;

    private final HttpClient http;
    private final Settings settings;
    private final Supplier<String> bearer;
    private final AnswerCache cache;

    /**
     * How it asks.
     *
     * @param service the address of scope-policy-service, without a slash at its end
     * @param timeout how long connecting may take, and then the answer
     * @param cacheSize the most answers that are kept
     * @param cacheLongest how long an answer is kept at most, whatever the service allows; zero for never
     */
    public record Settings(URI service, Duration timeout, int cacheSize, Duration cacheLongest) {

        /** One second for an answer, and 10,000 kept for at most a minute. */
        public static Settings of(URI service) {
            return new Settings(service, Duration.ofSeconds(1), 10_000, Duration.ofMinutes(1));
        }

        public Settings {
            if (!timeout.isPositive()) throw new IllegalArgumentException("the timeout must be positive");
            if (cacheSize < 0 || cacheLongest.isNegative())
                throw new IllegalArgumentException("the cache's bounds must not be negative");
        }
    }

    /**
     * A client.
     *
     * @param bearer gives the caller's own access token (Keycloak's, role {@code decision-caller}); asked before each call, so it keeps the
     *     token itself. When it throws, there is no answer
     */
    public PolicyClient(Settings settings, Supplier<String> bearer) {
        this(settings, bearer, Ticker.systemTicker());
    }

    PolicyClient(Settings settings, Supplier<String> bearer, Ticker ticker) {
        this.settings = settings;
        this.bearer = bearer;
        this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        this.cache = new AnswerCache(settings.cacheSize(), settings.cacheLongest(), ticker);
    }

    /** Asks one question. */
    public PolicyAnswer evaluate(AccessQuestion question) {
        Optional<PolicyAnswer> known = cache.find(question).map(it -> it);
        return known.orElseGet(() -> {
            PolicyAnswer answer;
            try {
                answer = AuthzenMessages.decision(post("/access/v1/evaluation", question.toJson()));
            } catch (PolicyUnavailableException e) {
                answer = unavailable(e);
            }
            cache.keep(question, answer);
            return answer;
        });
    }

    /** Asks many questions in one request; the answers are in their order. */
    public List<PolicyAnswer> evaluateAll(List<AccessQuestion> questions) {
        Map<AccessQuestion, PolicyAnswer> answers = new LinkedHashMap<>();
        questions.forEach(it -> cache.find(it).ifPresent(known -> answers.put(it, known)));
        List<AccessQuestion> open = questions.stream()
                .filter(it -> !answers.containsKey(it))
                .distinct()
                .toList();
        List<PolicyAnswer> fresh = open.isEmpty() ? List.of() : ask(open);
        for (int i = 0; i < open.size(); i++) {
            cache.keep(open.get(i), fresh.get(i));
            answers.put(open.get(i), fresh.get(i));
        }
        return questions.stream()
                .map(it -> answers.getOrDefault(it, new Unavailable("not asked")))
                .toList();
    }

    private List<PolicyAnswer> ask(List<AccessQuestion> questions) {
        var message = Map.of(
                "evaluations", questions.stream().map(AccessQuestion::toJson).toList());
        try {
            return AuthzenMessages.decisions(post("/access/v1/evaluations", message), questions.size());
        } catch (PolicyUnavailableException e) {
            return questions.stream().map(it -> unavailable(e)).toList();
        }
    }

    /**
     * Every action that the service would allow now: scopes, aggregates and features.
     *
     * @param question its action does not matter
     * @throws PolicyUnavailableException when there is no answer; an empty list would say something else
     */
    public List<String> searchActions(AccessQuestion question) throws PolicyUnavailableException {
        List<String> names = new ArrayList<>();
        Map<String, Object> request = new LinkedHashMap<>(question.toSearch());
        for (int i = 0; i < MAX_PAGES; i++) {
            AuthzenMessages.Page page = AuthzenMessages.actions(post("/access/v1/search/action", request));
            names.addAll(page.actions());
            if (page.next().isEmpty()) return List.copyOf(names);
            request.put("page", Map.of("token", page.next().get()));
        }
        throw new PolicyUnavailableException("the search does not end");
    }

    private static PolicyAnswer unavailable(PolicyUnavailableException e) {
        return new Unavailable(String.valueOf(e.getMessage()));
    }

    private String post(String path, Object message) throws PolicyUnavailableException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.service() + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(AuthzenMessages.write(message)))
                .build();
        try {
            HttpResponse<String> answer = WholeAnswer.of(http, request, settings.timeout());
            if (answer.statusCode() == 200) return answer.body();
            throw new PolicyUnavailableException("scope-policy-service answered " + answer.statusCode());
        } catch (IOException e) {
            throw new PolicyUnavailableException("scope-policy-service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PolicyUnavailableException("interrupted", e);
        }
    }

    private String token() throws PolicyUnavailableException {
        try {
            return bearer.get();
        } catch (RuntimeException e) {
            throw new PolicyUnavailableException("the caller has no token of its own", e);
        }
    }
}
