package org.sparkall.policy.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sparkall.policy.decision.ContextTokens.Claims;

/** The tokens of one request, each verified once: a proof is good once, however many questions come with it. */
final class RequestTokens {

    private final ContextTokens tokens;
    private final Map<ShownToken, Optional<Claims>> verified = new HashMap<>();

    RequestTokens(ContextTokens tokens) {
        this.tokens = tokens;
    }

    Optional<Claims> verify(ShownToken shown) {
        return verified.computeIfAbsent(shown, tokens::verify);
    }
}
