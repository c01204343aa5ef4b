package org.sparkall.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How many events this service has written and not yet told, for operators (role {@value #OPERATOR}). Of the events themselves it says nothing. */
@Path("/v1/outbox")
@RolesAllowed(OutboxResource.OPERATOR)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class OutboxResource {

    static final String OPERATOR = "event-operator";

    private final Jdbi jdbi;
    private final Clock clock = Clock.systemUTC();

    OutboxResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What waits.
     *
     * @param pending how many events
     * @param oldestAt when the oldest of them was written; null when none waits
     * @param oldestAgeSeconds how long ago that was; 0 when none waits
     * @param topics the same for each topic that events wait for
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(long pending, @Nullable Instant oldestAt, long oldestAgeSeconds, List<TopicWaiting> topics) {}

    /** What waits for a topic. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record TopicWaiting(String topic, long pending, Instant oldestAt) {}

    @GET
    public Response waiting() {
        List<TopicWaiting> topics = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT topic, count(*) AS pending, min(occurred_at) AS oldest FROM outbox GROUP BY topic ORDER BY topic")
                .map((row, context) -> read(row))
                .list());
        Optional<Instant> oldest = topics.stream().map(TopicWaiting::oldestAt).min(Comparator.naturalOrder());
        // Another replica may have written it, by a clock that is ahead.
        long age = oldest.map(
                        it -> Math.max(0, Duration.between(it, clock.instant()).toSeconds()))
                .orElse(0L);
        long pending = topics.stream().mapToLong(TopicWaiting::pending).sum();
        return Response.ok(new Waiting(pending, oldest.orElse(null), age, topics))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static TopicWaiting read(ResultSet row) throws SQLException {
        return new TopicWaiting(
                row.getString("topic"),
                row.getLong("pending"),
                row.getObject("oldest", OffsetDateTime.class).toInstant());
    }
}
