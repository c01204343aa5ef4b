package org.sparkall.consent.record;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** How long what people agree to now will hold. */
@Startup
@ApplicationScoped
public class ExpiryTerms {

    private final ExpiryPolicy policy;

    /**
     * @throws IllegalStateException when the settings name no policy
     */
    ExpiryTerms(ExpirySettings settings) {
        try {
            this.policy = ExpiryPolicy.of(settings.policy(), settings.days());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "SPARKALL_CONSENT_EXPIRY_POLICY must be none, or fixed or unused with SPARKALL_CONSENT_EXPIRY_DAYS",
                    e);
        }
    }

    /** The policy for what is agreed to now. */
    public ExpiryPolicy policy() {
        return policy;
    }
}
