package org.sparkall.consent.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.seal.ExpiringSeal;
import org.sparkall.seal.Sealer;

/** Hands a challenge to the browser and takes it back. */
@ApplicationScoped
public class ChallengeSeal {

    private final ExpiringSeal<Challenge> questions;
    /** A preview is sealed for another purpose: nothing that takes an answer can open it. */
    private final ExpiringSeal<Challenge> previews;

    ChallengeSeal(Sealer sealer, ObjectMapper json) {
        this.questions = new ExpiringSeal<>("consent-challenge", Challenge.class, sealer, json);
        this.previews = new ExpiringSeal<>("consent-preview", Challenge.class, sealer, json);
    }

    String seal(Challenge challenge) {
        return questions.seal(challenge);
    }

    /** Seals a challenge that can be looked at and never answered. */
    String sealPreview(Challenge challenge) {
        return previews.seal(challenge);
    }

    /** The challenge, unless there is none, or it was forged or has expired. */
    public Optional<Challenge> open(@Nullable String sealed) {
        return questions.open(sealed);
    }

    /** As {@link #open}, even when it has expired: it says where to begin anew, and must not be answered. */
    public Optional<Challenge> openLate(@Nullable String sealed) {
        return questions.openLate(sealed);
    }

    /** The challenge of a preview, unless it was forged, can be answered, or has expired. */
    public Optional<Challenge> openPreview(String sealed) {
        return previews.open(sealed);
    }
}
