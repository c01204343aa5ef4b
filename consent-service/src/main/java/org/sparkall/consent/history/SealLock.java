package org.sparkall.consent.history;

import org.jdbi.v3.core.Handle;

/** Lets a seal be put only where nobody is still writing: an entry that is on its way has its position already. */
final class SealLock {

    private static final String KEY = "hashtextextended('consent history', 3)";

    private SealLock() {}

    /** Keeps seals away until the transaction ends; others may do the same. */
    static void keepOpen(Handle tx) {
        lock(tx, "pg_advisory_xact_lock_shared");
    }

    /** Waits for all entries that are on their way. */
    static void waitForWriters(Handle tx) {
        lock(tx, "pg_advisory_xact_lock");
    }

    private static void lock(Handle tx, String function) {
        tx.createQuery("SELECT " + function + "(" + KEY + ")")
                .map((row, context) -> true)
                .one();
    }
}
