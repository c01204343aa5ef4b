package org.sparkall.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands values of one kind to a browser and takes them back until they expire: the browser can neither read, change nor make one. Nothing
 * is stored meanwhile, so whoever must take a value only once has to remember that they did.
 *
 * @param <T> a record that has a JSON form
 */
public class ExpiringSeal<T extends Expiring> {

    private final String purpose;
    private final Class<T> type;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock;

    /**
     * A seal of its own.
     *
     * @param purpose what it is for: what was sealed for another is worthless here
     */
    public ExpiringSeal(String purpose, Class<T> type, Sealer sealer, ObjectMapper json) {
        this(purpose, type, sealer, json, Clock.systemUTC());
    }

    ExpiringSeal(String purpose, Class<T> type, Sealer sealer, ObjectMapper json, Clock clock) {
        this.purpose = purpose;
        this.type = type;
        this.sealer = sealer;
        this.json = json;
        this.clock = clock;
    }

    public final String seal(T value) {
        try {
            return sealer.seal(purpose, json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value to be sealed always has a JSON form", e);
        }
    }

    /** The value, unless there is none, or it was forged or has expired. */
    public final Optional<T> open(@Nullable String sealed) {
        return openLate(sealed).filter(it -> clock.instant().isBefore(it.expiresAt()));
    }

    /** The value, even when it has expired; unless there is none, or it was forged. */
    public final Optional<T> openLate(@Nullable String sealed) {
        if (sealed == null) return Optional.empty();
        try {
            return Optional.of(json.readValue(sealer.open(purpose, sealed), type));
        } catch (BrokenSealException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
