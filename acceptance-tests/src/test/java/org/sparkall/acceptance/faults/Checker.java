package org.sparkall.acceptance.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.sparkall.localstack.journey.Reply;

/** Compares what was acknowledged with what is there, when all faults are over. */
final class Checker {

    /** How long a healthy system may take until everything has arrived. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private final Calls calls;
    private final Workload workload;
    private final ConsentRows consents;
    private final Topics topics;
    private final Map<TopicPartition, Long> begin;

    /** @param begin where the topic of consents ended before the first fault */
    Checker(Cluster cluster, Calls calls, Workload workload, Map<TopicPartition, Long> begin) {
        this.cluster = cluster;
        this.calls = calls;
        this.workload = workload;
        this.consents = new ConsentRows(cluster);
        this.topics = new Topics(cluster.kafkaClient());
        this.begin = begin;
    }

    @FunctionalInterface
    private interface Check {
        /** What is wrong; what is only late is not wrong in the end. */
        List<String> problems() throws Exception;
    }

    /** Every violation that is still one when events have had their time. */
    List<String> violations() throws Exception {
        List<String> all = new ArrayList<>();
        Instant deadline = Instant.now().plus(PATIENCE);
        for (Check check : List.<Check>of(
                this.outboxes(), this.readModels(), this.grantsRestOnConsents(), this.catalog(), this.published())) {
            all.addAll(patiently(check, deadline));
        }
        for (Life life : workload.lives()) all.addAll(patiently(() -> ofLife(life), deadline));
        return all;
    }

    private static List<String> patiently(Check check, Instant deadline) throws Exception {
        while (true) {
            List<String> problems = check.problems();
            if (problems.isEmpty() || Instant.now().isAfter(deadline)) return problems;
            Thread.sleep(200);
        }
    }

    /** Everything that was committed was published. */
    private Check outboxes() {
        return () -> {
            List<String> problems = new ArrayList<>();
            for (String database : List.of("auth", "consent", "policy")) {
                for (String count : rows(database, "SELECT count(*) FROM outbox")) {
                    if (!count.equals("0")) problems.add(count + " events wait in the outbox of " + database);
                }
            }
            return problems;
        };
    }

    /** What auth-service knows of consents is what they are. */
    private Check readModels() {
        return () -> {
            Set<String> source = new HashSet<>(rows("consent", """
                    SELECT id || ' ' || revision || ' ' || (state = 'granted') || ' ' || array_to_string(scopes, ' ') FROM consent
                    """));
            List<String> problems = new ArrayList<>();
            for (String copy : rows("auth", """
                    SELECT consent_id || ' ' || revision || ' ' || (state = 'granted') || ' ' || array_to_string(scopes, ' ') FROM consent
                    """)) {
                if (!source.contains(copy)) problems.add("auth-service knows a consent as it is not: " + copy);
            }
            return problems;
        };
    }

    /** No token without a consent that stands and covers it. */
    private Check grantsRestOnConsents() {
        return () -> {
            Map<String, Set<String>> standing = new HashMap<>();
            for (String row : rows("consent", """
                    SELECT id || ' ' || array_to_string(scopes, ' ') FROM consent WHERE state = 'granted'
                    """)) {
                String[] words = row.split(" ", -1);
                standing.put(words[0], Set.of(words));
            }
            List<String> problems = new ArrayList<>();
            for (String row : rows("auth", """
                    SELECT consent_id || ' ' || array_to_string(scopes, ' ') FROM grants WHERE ended_at IS NULL
                    """)) {
                String[] words = row.split(" ", -1);
                Set<String> consent = standing.getOrDefault(words[0], Set.of());
                if (!consent.containsAll(List.of(words))) problems.add("a grant stands without its consent: " + row);
            }
            return problems;
        };
    }

    /** No version that was acknowledged is lost, and every number was given once. */
    private Check catalog() {
        return () -> {
            List<String> problems = new ArrayList<>();
            for (String row : rows("policy", "SELECT max(version) || ' ' || count(*) FROM catalog_version")) {
                String[] words = row.split(" ", -1);
                if (Integer.parseInt(words[0]) < workload.catalogVersion())
                    problems.add("catalog version " + workload.catalogVersion() + " is lost: there is " + words[0]);
                if (!words[0].equals(words[1])) problems.add("catalog versions are missing: " + row);
            }
            return problems;
        };
    }

    /** Each change of a consent was published once in effect, and in order. */
    private Check published() {
        return () -> {
            Map<String, Map<Long, Set<String>>> events = new LinkedHashMap<>();
            List<String> problems = new ArrayList<>();
            for (Topics.Event event : topics.since(begin)) {
                long revision = revision(event);
                if (revision == 0) continue;
                Map<Long, Set<String>> ofConsent = events.computeIfAbsent(event.key(), it -> new LinkedHashMap<>());
                boolean isNew = ofConsent
                                .computeIfAbsent(revision, it -> new HashSet<>())
                                .add(event.id())
                        && ofConsent.get(revision).size() == 1;
                long newest =
                        ofConsent.keySet().stream().mapToLong(it -> it).max().orElseThrow();
                if (isNew && revision < newest)
                    problems.add("revision " + revision + " of consent " + event.key() + " came after " + newest);
            }
            Map<String, Integer> idsOfChanges = new HashMap<>();
            events.forEach((consent, revisions) ->
                    revisions.forEach((revision, ids) -> idsOfChanges.put(consent + " " + revision, ids.size())));
            for (String change : rows("consent", """
                    SELECT c.id || ' ' || h.revision FROM consent_history h JOIN consent c ON c.id = h.consent_id
                    WHERE c.client_id IN (%s)
                    """.formatted(clients()))) {
                int ids = Objects.requireNonNullElse(idsOfChanges.remove(change), 0);
                if (ids != 1) problems.add("consent and revision " + change + " have " + ids + " events");
            }
            for (String change : idsOfChanges.keySet())
                problems.add("consent and revision " + change + " have an event, but never were");
            return problems;
        };
    }

    private static long revision(Topics.Event event) {
        try {
            return JSON.readTree(event.data()).path("revision").asLong();
        } catch (JsonProcessingException e) {
            // A poisoned one.
            return 0;
        }
    }

    private String clients() {
        return workload.lives().stream()
                .map(it -> "'" + it.integration.clientId() + "'")
                .reduce((a, b) -> a + "," + b)
                .orElse("''");
    }

    /** What the suite says of one person and one integration. */
    private List<String> ofLife(Life life) {
        String state = Objects.requireNonNullElse(consents.state(life), "none");
        List<String> problems = new ArrayList<>();
        switch (life.consent) {
            case GRANTED -> {
                if (!state.equals("granted")) problems.add("a consent is lost, it is " + state + ": " + life);
            }
            case WITHDRAWN -> {
                if (!state.equals("withdrawn")) problems.add("a withdrawal is lost, it is " + state + ": " + life);
            }
            case NONE -> {
                if (!state.equals("none")) problems.add("a consent that nobody gave, it is " + state + ": " + life);
            }
            case UNSURE -> {
                // Either is right, as long as everybody agrees.
            }
        }
        String reason = calls.decide(life).json().path("context").path("reason").asText();
        String expected = switch (state) {
            case "granted" -> "granted_by_aggregate";
            case "withdrawn" -> "consent_withdrawn";
            default -> "no_consent";
        };
        if (!reason.equals(expected))
            problems.add("decided as " + reason + ", but the consent is " + state + ": " + life);
        if (life.accessToken != null) problems.addAll(tokens(life, state));
        return problems;
    }

    private static List<String> tokens(Life life, String state) {
        List<String> problems = new ArrayList<>();
        boolean active = life.integration
                .introspect(Objects.requireNonNull(life.accessToken))
                .json()
                .path("active")
                .asBoolean(true);
        if (active && !state.equals("granted"))
            problems.add("an access token works, but the consent is " + state + ": " + life);
        if (!active && life.consent == Life.Consent.GRANTED) problems.add("an access token does not work: " + life);
        String refreshToken = life.refreshToken;
        if (refreshToken == null) return problems;
        if (state.equals("granted") && life.consent != Life.Consent.GRANTED) return problems;
        Reply reply = life.integration.refresh(refreshToken);
        if (reply.status() == 200) {
            life.accessToken = reply.text("access_token");
            life.refreshToken = reply.text("refresh_token");
            if (!state.equals("granted"))
                problems.add("a refresh token works, but the consent is " + state + ": " + life);
        } else if (state.equals("granted")) {
            problems.add("a refresh token does not work: " + reply.status() + " " + reply.text("error") + ": " + life);
        }
        return problems;
    }

    private List<String> rows(String database, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(cluster.database(database));
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }
}
