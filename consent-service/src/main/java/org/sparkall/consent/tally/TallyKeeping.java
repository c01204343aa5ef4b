package org.sparkall.consent.tally;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.sparkall.consent.cluster.OnceInCluster;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentChange;

/** Keeps the tallies: each change of a consent leaves its differences beside them, and these are summed up now and then. */
@ApplicationScoped
class TallyKeeping {

    private static final int BATCH = 10_000;
    /** Counts whoever agrees to anything. */
    private static final String EVERY_SCOPE = "";

    private final Jdbi jdbi;
    private final OnceInCluster cluster;

    TallyKeeping(Jdbi jdbi, OnceInCluster cluster) {
        this.jdbi = jdbi;
        this.cluster = cluster;
    }

    void on(@Observes ConsentChange change) {
        add(change.tx(), change.before(), -1, except(counted(change.before()), change.before(), change.after()));
        add(change.tx(), change.after(), 1, except(counted(change.after()), change.after(), change.before()));
    }

    private static Set<String> counted(Consent it) {
        if (!it.isGranted() || it.organization().isEmpty()) return Set.of();
        Set<String> scopes = new HashSet<>(it.scopes());
        scopes.add(EVERY_SCOPE);
        return scopes;
    }

    private static Set<String> except(Set<String> scopes, Consent of, Consent other) {
        if (!of.organization().equals(other.organization())) return scopes;
        Set<String> rest = new HashSet<>(scopes);
        rest.removeAll(counted(other));
        return rest;
    }

    private static void add(Handle tx, Consent it, int change, Set<String> scopes) {
        if (scopes.isEmpty()) return;
        PreparedBatch batch =
                tx.prepareBatch("INSERT INTO consent_tally_change (organization, client_id, scope, change)"
                        + " VALUES (:organization, :client, :scope, :change)");
        scopes.forEach(scope -> batch.bind("organization", it.organization().orElseThrow())
                .bind("client", it.clientId())
                .bind("scope", scope)
                .bind("change", change)
                .add());
        batch.execute();
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sumUp() {
        cluster.run("tally", () -> {
            int summed;
            do {
                summed = jdbi.inTransaction(TallyKeeping::sumUp);
            } while (summed == BATCH);
        });
    }

    private static int sumUp(Handle tx) {
        List<Integer> counts = tx.createQuery("WITH taken AS (DELETE FROM consent_tally_change WHERE id IN"
                        + "   (SELECT id FROM consent_tally_change ORDER BY id LIMIT :limit)"
                        + "   RETURNING organization, client_id, scope, change),"
                        + " summed AS (SELECT organization, client_id, scope, sum(change) AS change, count(*)::int AS rows"
                        + "   FROM taken GROUP BY organization, client_id, scope),"
                        + " kept AS (INSERT INTO consent_tally (organization, client_id, scope, people)"
                        + "   SELECT organization, client_id, scope, change FROM summed"
                        + "   ON CONFLICT (organization, client_id, scope)"
                        + "   DO UPDATE SET people = consent_tally.people + excluded.people)"
                        + " SELECT rows FROM summed")
                .bind("limit", BATCH)
                .mapTo(Integer.class)
                .list();
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
