package org.sparkall.consent.departure;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.cluster.OnceInCluster;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentEndings;
import org.sparkall.consent.record.Consents;

/** Takes back, a few at a time, what people agreed to with integrations that are gone. */
@ApplicationScoped
class Departure {

    private static final int BATCH = 50;

    private final Jdbi jdbi;
    private final Consents consents;
    private final ConsentEndings endings;
    private final OnceInCluster cluster;

    Departure(Jdbi jdbi, Consents consents, ConsentEndings endings, OnceInCluster cluster) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.endings = endings;
        this.cluster = cluster;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void takeBack() {
        if (departed().isEmpty()) return;
        cluster.run("departure", () -> departed().forEach(this::takeBack));
    }

    private List<String> departed() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT client_id FROM departed_integration ORDER BY departed_at")
                        .mapTo(String.class)
                        .list());
    }

    private void takeBack(String clientId) {
        List<Consent> some;
        do {
            some = consents.standingOfIntegration(clientId, BATCH);
            List<Consent> batch = some;
            jdbi.useTransaction(
                    tx -> batch.forEach(it -> endings.withdraw(tx, it.id(), Actor.integration(), Optional.empty())));
        } while (!some.isEmpty());
        // An answer that was on its way when the integration went finds it gone at auth-service.
        jdbi.useHandle(handle -> handle.execute("DELETE FROM departed_integration WHERE client_id = ?", clientId));
    }
}
