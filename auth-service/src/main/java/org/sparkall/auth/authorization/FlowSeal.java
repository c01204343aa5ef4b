package org.sparkall.auth.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.seal.BrokenSealException;
import org.sparkall.seal.Sealer;

/** Hands a flow to the browser and takes it back, sealed: the browser can neither read nor change it. */
@ApplicationScoped
class FlowSeal {

    private static final String PURPOSE = "grant-flow";

    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    FlowSeal(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    String seal(Requested flow) {
        try {
            return sealer.seal(PURPOSE, json.writeValueAsString(flow));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a flow always has a JSON form", e);
        }
    }

    /** The flow, unless it was forged or has expired. */
    Optional<Requested> open(String sealed) {
        try {
            Requested flow = json.readValue(sealer.open(PURPOSE, sealed), Requested.class);
            return clock.instant().isBefore(flow.expiresAt()) ? Optional.of(flow) : Optional.empty();
        } catch (BrokenSealException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
