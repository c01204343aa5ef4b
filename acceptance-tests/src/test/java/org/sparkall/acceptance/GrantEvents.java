package org.sparkall.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.sparkall.acceptance.PublishedEvents.Published;

/** What the suite told of a grant. */
final class GrantEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GrantEvents() {}

    /** The events of a grant, each as its type and scopes, once there are at least so many of them. */
    static List<String> of(String grantId, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> PublishedEvents.of("spark.grants.v1", grantId), found -> found.size() >= count)
                .stream()
                .map(GrantEvents::describe)
                .toList();
    }

    private static String describe(Published event) {
        List<String> scopes = new ArrayList<>();
        try {
            JSON.readTree(event.data()).path("scopes").forEach(it -> scopes.add(it.asText()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON", e);
        }
        return event.type() + " " + scopes;
    }
}
