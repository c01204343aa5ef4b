package org.sparkall.consent.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.sparkall.consent.erasure.PersonErased;

/** Whoever is erased has asked for nothing and decided nothing; that somebody did stays. */
@ApplicationScoped
class ApprovalErasure {

    void on(@Observes PersonErased erased) {
        erased.tx()
                .createUpdate(
                        "UPDATE approval_request SET person = 'erased-' || id, person_name = NULL, justification = NULL,"
                                + " state = CASE WHEN state = 'pending' THEN 'gone' ELSE state END WHERE person = :person")
                .bind("person", erased.person())
                .execute();
        erased.tx()
                .createUpdate("UPDATE approval_request SET decided_by = NULL WHERE decided_by = :person")
                .bind("person", erased.person())
                .execute();
    }
}
