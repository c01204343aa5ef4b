package org.sparkall.consent.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.sparkall.seal.BrokenSealException;
import org.sparkall.seal.Sealer;

/** Hands a challenge to the browser and takes it back: the browser can neither read, change nor make one. */
@ApplicationScoped
public class ChallengeSeal {

    private static final String PURPOSE = "consent-challenge";

    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    ChallengeSeal(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    String seal(Challenge challenge) {
        try {
            return sealer.seal(PURPOSE, json.writeValueAsString(challenge));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a challenge always has a JSON form", e);
        }
    }

    /** The challenge, unless it was forged or has expired. */
    public Optional<Challenge> open(String sealed) {
        try {
            Challenge challenge = json.readValue(sealer.open(PURPOSE, sealed), Challenge.class);
            return clock.instant().isBefore(challenge.expiresAt()) ? Optional.of(challenge) : Optional.empty();
        } catch (BrokenSealException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
