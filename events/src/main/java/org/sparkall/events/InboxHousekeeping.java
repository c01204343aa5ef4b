package org.sparkall.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Forgets inbox rows that are older than any event that Kafka could still deliver again. */
@ApplicationScoped
class InboxHousekeeping {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final EventLoop loop = new EventLoop("inbox-housekeeping");

    InboxHousekeeping(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void start(@Observes StartupEvent event) {
        loop.start(() -> {
            while (loop.isRunning()) {
                loop.await(EVERY);
                sweep();
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void sweep() {
        int swept;
        do {
            swept = jdbi.withHandle(
                    handle -> handle.createUpdate("DELETE FROM inbox WHERE (source, event_id, handler) IN"
                                    + " (SELECT source, event_id, handler FROM inbox WHERE received_at < now() - interval '35 days'"
                                    + " LIMIT :limit)")
                            .bind("limit", BATCH)
                            .execute());
        } while (swept == BATCH);
    }
}
