package org.sparkall.policy.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sparkall.policy.decision.ContextTokens.Claims;
import org.sparkall.policy.decision.Decisions.Inputs;

/**
 * What all questions of one request are decided from: the same catalog, so that no answer mixes two versions, and the request's tokens,
 * each verified once, for a proof is good once, however many questions come with it.
 */
final class RequestInputs {

    private final Inputs inputs;
    private final ContextTokens tokens;
    private final Map<ShownToken, Optional<Claims>> verified = new HashMap<>();

    RequestInputs(Inputs inputs, ContextTokens tokens) {
        this.inputs = inputs;
        this.tokens = tokens;
    }

    Inputs inputs() {
        return inputs;
    }

    Optional<Claims> verify(ShownToken shown) {
        return verified.computeIfAbsent(shown, tokens::verify);
    }
}
