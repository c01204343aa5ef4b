package org.sparkall.auth.proof;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.secret.Secret;

/** Remembers which JWTs were used, on all replicas, for as long as they could be used again. */
@ApplicationScoped
public class UsedJwts {

    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final Clock clock = Clock.systemUTC();

    UsedJwts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Takes a use down.
     *
     * @param issuer whose JWT it is, together with what it was for
     * @param jti its identifier; of any length, only a hash is kept
     * @return whether this was the first use
     */
    public boolean markUsed(String issuer, String jti, Instant expiresAt) {
        byte[] hash = new Secret(issuer + '\n' + jti).hash().bytes();
        return jdbi.withHandle(handle -> handle.createUpdate("INSERT INTO used_jwt (use_hash, expires_at)"
                                + " VALUES (:hash, :expires) ON CONFLICT DO NOTHING")
                        .bind("hash", hash)
                        .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetExpired() {
        while (deleteExpired() == BATCH) {
            // A batch at a time: no long transaction.
        }
    }

    private int deleteExpired() {
        return jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM used_jwt WHERE use_hash IN"
                        + " (SELECT use_hash FROM used_jwt WHERE expires_at < :now LIMIT :limit)")
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("limit", BATCH)
                .execute());
    }
}
