package org.sparkall.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sparkall.key.SigningKeyStore.StoredKey;

/** A signing key as operators see it: its id, its algorithm, its times and where in its life it is. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyView(
        String kid,
        String alg,
        String state,
        Instant madeAt,
        Instant signsFrom,
        Instant signsUntil,
        Instant publishedUntil,
        @Nullable Instant compromisedAt) {

    static KeyView of(StoredKey stored, Instant now) {
        KeyTimes key = stored.times();
        return new KeyView(
                key.kid(),
                stored.algorithm().name(),
                key.stateAt(now).name().toLowerCase(Locale.ROOT),
                key.madeAt(),
                key.signsFrom(),
                key.signsUntil(),
                key.publishedUntil(),
                key.compromisedAt());
    }
}
