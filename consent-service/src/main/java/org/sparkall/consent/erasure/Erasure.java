package org.sparkall.consent.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentErasure;
import org.sparkall.consent.record.Consents;

/**
 * Erases a person (GDPR article 17): what stands is taken back, and nothing that is kept says any more who they were. Entries of the history
 * stay as they are; what bound them to the person is gone. A failure in the middle loses nothing: it can be done again.
 */
@ApplicationScoped
class Erasure {

    private static final int PAGE = 100;

    private final Jdbi jdbi;
    private final Consents consents;
    private final ConsentErasure record;
    private final ConsentHistory history;
    private final Event<PersonErased> erased;

    Erasure(Jdbi jdbi, Consents consents, ConsentErasure record, ConsentHistory history, Event<PersonErased> erased) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.record = record;
        this.history = history;
        this.erased = erased;
    }

    /**
     * Forgets a person.
     *
     * @param operator the subject of who has it done
     * @return of how many consents they were the person
     */
    int erase(String person, String operator) {
        // First what could bring a consent about: an administrator's approval.
        jdbi.useTransaction(tx -> erased.fire(new PersonErased(tx, person)));
        int count = 0;
        List<Consent> some;
        do {
            some = consents.page(person, null, null, PAGE);
            some.forEach(it -> jdbi.useTransaction(tx -> record.erase(tx, it.id(), Actor.operator(operator))));
            count += some.size();
        } while (!some.isEmpty());
        jdbi.useTransaction(tx -> history.forgetActor(tx, person));
        return count;
    }

    /** Forgets a person whose erasure was lost, in a transaction of the caller's. */
    void eraseAgain(Handle tx, String person) {
        erased.fire(new PersonErased(tx, person));
        consents.ofPerson(tx, person).forEach(it -> record.erase(tx, it, Actor.restoration()));
        history.forgetActor(tx, person);
    }
}
