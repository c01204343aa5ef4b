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
    /** A preview is sealed for another purpose: nothing that takes an answer can open it. */
    private static final String PREVIEW = "consent-preview";

    private final Sealer sealer;
    private final ObjectMapper json;
    private final Clock clock = Clock.systemUTC();

    ChallengeSeal(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    String seal(Challenge challenge) {
        return seal(PURPOSE, challenge);
    }

    /** Seals a challenge that can be looked at and never answered. */
    String sealPreview(Challenge challenge) {
        return seal(PREVIEW, challenge);
    }

    private String seal(String purpose, Challenge challenge) {
        try {
            return sealer.seal(purpose, json.writeValueAsString(challenge));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a challenge always has a JSON form", e);
        }
    }

    /** The challenge, unless it was forged or has expired. */
    public Optional<Challenge> open(String sealed) {
        return open(PURPOSE, sealed);
    }

    /** The challenge of a preview, unless it was forged, can be answered, or has expired. */
    public Optional<Challenge> openPreview(String sealed) {
        return open(PREVIEW, sealed);
    }

    private Optional<Challenge> open(String purpose, String sealed) {
        try {
            Challenge challenge = json.readValue(sealer.open(purpose, sealed), Challenge.class);
            return clock.instant().isBefore(challenge.expiresAt()) ? Optional.of(challenge) : Optional.empty();
        } catch (BrokenSealException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
