package org.sparkall.consent.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets one replica at a time do something. The lock is PostgreSQL's and belongs to a connection: a replica that dies holds nothing. What is
 * done this way must be harmless when it is done twice all the same.
 */
@ApplicationScoped
public class OnceInCluster {

    private final Jdbi jdbi;

    OnceInCluster(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Does the work, unless a replica is doing it.
     *
     * @param name names the work
     */
    public void run(String name, Runnable work) {
        jdbi.useHandle(handle -> {
            if (!call(handle, "pg_try_advisory_lock", name)) return;
            try {
                work.run();
            } finally {
                call(handle, "pg_advisory_unlock", name);
            }
        });
    }

    private static boolean call(Handle handle, String function, String name) {
        return handle.createQuery("SELECT " + function + "(hashtextextended(:name, 2))")
                .bind("name", name)
                .mapTo(Boolean.class)
                .one();
    }
}
