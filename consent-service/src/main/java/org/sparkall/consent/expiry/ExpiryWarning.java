package org.sparkall.consent.expiry;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.cluster.OnceInCluster;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.Consents;
import org.sparkall.consent.record.ExpirySettings;
import org.sparkall.events.EventTypes;
import org.sparkall.events.NotificationEvent;
import org.sparkall.events.NotificationEvent.Recipient;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;

/** Tells people once that a consent will end by itself soon, unless they agree again or, where that counts, it is used. */
@ApplicationScoped
class ExpiryWarning {

    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final Consents consents;
    private final Outbox outbox;
    private final ExpirySettings settings;
    private final OnceInCluster cluster;

    ExpiryWarning(Jdbi jdbi, Consents consents, Outbox outbox, ExpirySettings settings, OnceInCluster cluster) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.outbox = outbox;
        this.settings = settings;
        this.cluster = cluster;
    }

    @Scheduled(
            every = "${sparkall.consent.expiry.check-interval:PT10S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void warn() {
        cluster.run("expiry-warning", () -> {
            int warned;
            do {
                warned = jdbi.inTransaction(this::warnSome);
            } while (warned == BATCH);
        });
    }

    private int warnSome(Handle tx) {
        List<Consent> ending = consents.markWarned(tx, settings.warnBefore(), BATCH);
        ending.forEach(it -> tell(tx, it, it.id()));
        return ending.size();
    }

    private void tell(Handle tx, Consent it, UUID id) {
        outbox.append(
                tx,
                new OutgoingEvent(
                        Topic.NOTIFICATIONS,
                        id.toString(),
                        EventTypes.CONSENT_EXPIRING,
                        new NotificationEvent(
                                Recipient.PERSON,
                                it.person(),
                                it.organization().orElse(null),
                                it.clientId(),
                                id.toString(),
                                null,
                                it.scopes(),
                                null,
                                it.life().expiresAt().orElseThrow())));
    }
}
