package org.sparkall.auth.logout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.seal.BrokenSealException;
import org.sparkall.seal.Sealer;

/** Hands a logout to the browser and takes it back, sealed: the browser can neither read nor change it. */
@ApplicationScoped
class LogoutSeal {

    private static final String PURPOSE = "logout-flow";

    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    LogoutSeal(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    String seal(LogoutFlow flow) {
        try {
            return sealer.seal(PURPOSE, json.writeValueAsString(flow));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a flow always has a JSON form", e);
        }
    }

    /** The logout, unless it was forged or has expired. */
    Optional<LogoutFlow> open(@Nullable String sealed) {
        if (sealed == null) return Optional.empty();
        try {
            LogoutFlow flow = json.readValue(sealer.open(PURPOSE, sealed), LogoutFlow.class);
            return clock.instant().isBefore(flow.expiresAt()) ? Optional.of(flow) : Optional.empty();
        } catch (BrokenSealException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
