package org.sparkall.consent.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.record.ConsentLedger.Cause;
import org.sparkall.events.EventTypes;

/** Takes the person out of a consent. */
@ApplicationScoped
public class ConsentErasure {

    private static final String REASON = "erasure";

    private final ConsentStore store;
    private final ConsentLedger ledger;
    private final ConsentEndings endings;
    private final Clock clock = RecordClock.system();

    ConsentErasure(ConsentStore store, ConsentLedger ledger, ConsentEndings endings) {
        this.store = store;
        this.ledger = ledger;
        this.endings = endings;
    }

    /** Takes back what stands, and then forgets whose it was: first under the person's name, so that everybody ends what rests on it. */
    public void erase(Handle tx, UUID id, Actor actor) {
        endings.withdraw(tx, id, actor, Optional.of(REASON));
        Consent present = store.lock(tx, id);
        Consent nameless = present.nameless(HistoryEntry.NAMELESS + UUID.randomUUID(), clock.instant());
        ledger.erase(
                tx,
                present,
                nameless,
                new Cause(EventTypes.CONSENT_WITHDRAWN, actor, Optional.empty(), Optional.of(REASON)));
    }
}
