package org.sparkall.client;

import java.time.Duration;
import java.util.Optional;

/** What scope-policy-service says, or that it says nothing. */
public sealed interface PolicyAnswer {

    /** Whether access is given; never without the service's word. */
    boolean allows();

    /**
     * The answer.
     *
     * @throws PolicyUnavailableException when there is none
     */
    Decided orThrow() throws PolicyUnavailableException;

    /**
     * A decision.
     *
     * @param reason why, as a word for machines: the wire name of an {@link org.sparkall.scope.AccessReason}, or another that a newer
     *     service knows
     * @param message why, as a sentence for people
     * @param catalogVersion by which catalog; 0 when the service does not say
     * @param consentId by which consent, if there is one
     * @param reusable how long it may be given again for the same question; zero for not at all
     */
    record Decided(
            boolean allows,
            String reason,
            String message,
            int catalogVersion,
            Optional<String> consentId,
            Duration reusable)
            implements PolicyAnswer {

        @Override
        public Decided orThrow() {
            return this;
        }
    }

    /**
     * No decision, so that access is refused.
     *
     * @param problem what is wrong, in a sentence
     */
    record Unavailable(String problem) implements PolicyAnswer {

        @Override
        public boolean allows() {
            return false;
        }

        @Override
        public Decided orThrow() throws PolicyUnavailableException {
            throw new PolicyUnavailableException(problem);
        }
    }
}
