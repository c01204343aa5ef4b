package org.sparkall.auth.issuer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.sparkall.key.SigningAlgorithm;
import org.sparkall.key.SigningPurpose;

/** Tokens are signed by every algorithm there is; none is valid for longer than access tokens. */
@ApplicationScoped
class TokenSigning implements SigningPurpose {

    private final TokenSettings settings;

    TokenSigning(TokenSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<SigningAlgorithm> algorithms() {
        return EnumSet.allOf(SigningAlgorithm.class);
    }

    @Override
    public Duration longestValidity() {
        return settings.effectiveAccessLifetime();
    }
}
