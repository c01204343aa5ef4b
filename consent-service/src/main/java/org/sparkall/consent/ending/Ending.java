package org.sparkall.consent.ending;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A piece of work: what people of an organisation agreed to with an integration is taken back.
 *
 * @param total how many consents stood when it began
 * @param done how many are taken back
 * @param startedAt what people agree to later is theirs
 * @param finishedAt empty as long as it goes on
 */
public record Ending(
        UUID id,
        String organization,
        String clientId,
        long total,
        long done,
        Instant startedAt,
        Optional<Instant> finishedAt) {

    public boolean isFinished() {
        return finishedAt.isPresent();
    }
}
