package org.sparkall.consent.ending;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.sparkall.consent.cluster.OnceInCluster;

/** Goes on with what was begun, by whichever replica; what is left stands in the database. */
@ApplicationScoped
class EndingRunner {

    private final Endings endings;
    private final OnceInCluster cluster;

    EndingRunner(Endings endings, OnceInCluster cluster) {
        this.endings = endings;
        this.cluster = cluster;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void goOn() {
        if (endings.running().isEmpty()) return;
        cluster.run("endings", () -> endings.running().forEach(this::end));
    }

    private void end(Ending work) {
        Optional<UUID> last = endings.step(work, Optional.empty());
        while (last.isPresent()) last = endings.step(work, last);
    }
}
