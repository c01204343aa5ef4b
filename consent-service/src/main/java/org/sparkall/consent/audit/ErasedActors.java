package org.sparkall.consent.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jdbi.v3.core.Handle;
import org.sparkall.consent.erasure.PersonErased;
import org.sparkall.seal.KeyedHash;

/**
 * Takes those who are erased out of what they did, also out of what is still on its way: for as long as topics keep events, a keyed hash is
 * remembered of whom to forget.
 */
@ApplicationScoped
class ErasedActors {

    private static final String PURPOSE = "erased actor";

    private final KeyedHash hash;

    ErasedActors(KeyedHash hash) {
        this.hash = hash;
    }

    void on(@Observes PersonErased erased) {
        Handle tx = erased.tx();
        lock(tx, erased.person());
        tx.createUpdate(
                        "INSERT INTO erased_actor (hash) VALUES (:hash) ON CONFLICT (hash) DO UPDATE SET erased_at = now()")
                .bind("hash", hash(erased.person()))
                .execute();
        tx.createUpdate("UPDATE audit_entry SET actor_id = NULL WHERE actor_id = :person")
                .bind("person", erased.person())
                .execute();
    }

    /** Whether somebody has been erased; if not, they are not until the transaction ends. */
    boolean contains(Handle tx, String actor) {
        lock(tx, actor);
        return tx.createQuery("SELECT 1 FROM erased_actor WHERE hash = :hash")
                .bind("hash", hash(actor))
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Forgets whom to forget: no event of theirs can come any more. */
    void sweep(Handle handle) {
        handle.execute("DELETE FROM erased_actor WHERE erased_at < now() - interval '35 days'");
    }

    private static void lock(Handle tx, String actor) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:actor, 3))")
                .bind("actor", actor)
                .map((row, context) -> true)
                .one();
    }

    private byte[] hash(String actor) {
        return hash.of(PURPOSE, actor);
    }
}
