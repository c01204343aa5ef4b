package org.sparkall.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The messages of AuthZEN 1.0 as scope-policy-service speaks it. What is missing or of another type is no permission. */
final class AuthzenMessages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AuthzenMessages() {}

    /** A page of a search; the token of the next one is empty on the last. */
    record Page(List<String> actions, Optional<String> next) {}

    static String write(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and texts always have a JSON form", e);
        }
    }

    static PolicyAnswer decision(String body) {
        return decision(read(body));
    }

    /** As many answers as questions: one that is missing is none. */
    static List<PolicyAnswer> decisions(String body, int questions) {
        JsonNode all = read(body).path("evaluations");
        List<PolicyAnswer> answers = new ArrayList<>();
        for (int i = 0; i < questions; i++) answers.add(decision(all.path(i)));
        return answers;
    }

    static Page actions(String body) {
        JsonNode message = read(body);
        List<String> names = StreamSupport.stream(message.path("results").spliterator(), false)
                .map(it -> it.path("name").asText())
                .filter(it -> !it.isEmpty())
                .toList();
        String next = message.path("page").path("next_token").asText("");
        return new Page(names, next.isEmpty() ? Optional.empty() : Optional.of(next));
    }

    private static PolicyAnswer decision(JsonNode answer) {
        if (!answer.path("decision").isBoolean()) return new PolicyAnswer.Unavailable("the answer holds no decision");
        JsonNode context = answer.path("context");
        String consent = context.path("consent_id").asText("");
        return new PolicyAnswer.Decided(
                answer.path("decision").booleanValue(),
                context.path("reason").asText(""),
                context.path("message").asText(""),
                context.path("catalog_version").asInt(0),
                consent.isEmpty() ? Optional.empty() : Optional.of(consent),
                reusable(context.path("obligations")));
    }

    /** The shortest time that an obligation {@code cache} names; zero when none does. */
    private static Duration reusable(JsonNode obligations) {
        return StreamSupport.stream(obligations.spliterator(), false)
                .filter(it -> it.path("id").asText().equals("cache"))
                .map(it -> Duration.ofSeconds(
                        Math.max(0, it.path("max_age_seconds").asLong(0))))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
