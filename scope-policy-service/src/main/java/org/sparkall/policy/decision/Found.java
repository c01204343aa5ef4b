package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a search (AuthZEN 1.0 section 8.3); the page comes first, as it recommends. */
@JsonPropertyOrder({"page", "context", "results"})
public record Found<T>(
        @JsonProperty Page page,
        @JsonProperty Context context,
        @JsonProperty List<T> results) {

    public Found {
        results = List.copyOf(results);
    }

    /**
     * @param nextToken empty when there is nothing more
     * @param count how many results this answer has
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Page(String nextToken, int count) {}

    /**
     * What it was found by.
     *
     * @param reason why there is nothing, when that lies at the person, the integration, the token or this service, and at no single result
     * @param stalenessSeconds how old the knowledge can be; null before there was any
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Context(
            @Nullable String reason,
            int catalogVersion,
            @Nullable Long stalenessSeconds) {}

    /** A subject or a resource that was found. */
    @RegisterForReflection
    public record Item(
            @JsonProperty String type, @JsonProperty String id) {}

    /** An action that was found. */
    @RegisterForReflection
    public record ActionItem(@JsonProperty String name) {}
}
