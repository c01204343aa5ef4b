package org.sparkall.consent.request;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Forgets answers that nobody can fetch or give again: their challenges ran out long ago. What was agreed stays in the consent. */
@ApplicationScoped
class AnswerHousekeeping {

    private static final Duration MEMORY = Duration.ofDays(1);
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final AnswerStore answers;
    private final ConsentSettings settings;
    private final Clock clock = Clock.systemUTC();

    AnswerHousekeeping(Jdbi jdbi, AnswerStore answers, ConsentSettings settings) {
        this.jdbi = jdbi;
        this.answers = answers;
        this.settings = settings;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        Instant oldest = clock.instant().minus(MEMORY).minus(settings.challengeLifetime());
        int swept;
        do {
            swept = jdbi.inTransaction(tx -> answers.deleteAnsweredBefore(tx, oldest, BATCH));
        } while (swept == BATCH);
    }
}
