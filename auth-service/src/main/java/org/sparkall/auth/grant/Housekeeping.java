package org.sparkall.auth.grant;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Forgets codes and refresh tokens that ran out, a few at a time, so that no table grows for ever. */
@ApplicationScoped
class Housekeeping {

    private static final int BATCH = 1000;
    /** How long a code is remembered after its end, so that a late reuse is still noticed. */
    private static final Duration CODE_MEMORY = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final CodeStore codes;
    private final RefreshTokenStore refreshTokens;
    private final NarrowedTokens narrowed;
    private final Clock clock = Clock.systemUTC();

    Housekeeping(Jdbi jdbi, CodeStore codes, RefreshTokenStore refreshTokens, NarrowedTokens narrowed) {
        this.jdbi = jdbi;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.narrowed = narrowed;
    }

    @Scheduled(every = "10m", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        Instant now = clock.instant();
        int swept;
        do {
            swept = jdbi.inTransaction(tx -> codes.deleteExpired(tx, now.minus(CODE_MEMORY), BATCH)
                    + refreshTokens.deleteExpired(tx, now, BATCH)
                    + narrowed.deleteExpired(tx, now, BATCH));
        } while (swept > 0);
    }
}
