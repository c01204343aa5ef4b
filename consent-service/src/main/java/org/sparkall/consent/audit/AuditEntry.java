package org.sparkall.consent.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, as it is kept and shown.
 *
 * @param position grows with each entry, in the order in which they came in
 * @param id the id of the event that told of it
 * @param source the service where it was done
 * @param actor who did it; its id is null when it was nobody, the person of a consent, or somebody who has been erased
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
public record AuditEntry(
        long position,
        String id,
        String source,
        Instant happenedAt,
        String action,
        Party actor,
        Party target,
        @Nullable String organization,
        List<String> changes,
        @Nullable String reason) {

    public AuditEntry {
        changes = List.copyOf(changes);
    }

    /** Who did it, or to what. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Party(String kind, @Nullable String id) {}
}
