package org.sparkall.policy.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.sparkall.key.SigningAlgorithm;
import org.sparkall.key.SigningPurpose;

/** This service signs nothing but bundles. */
@ApplicationScoped
class BundleSigning implements SigningPurpose {

    static final SigningAlgorithm ALGORITHM = SigningAlgorithm.ES256;

    private final BundleSettings settings;

    BundleSigning(BundleSettings settings) {
        this.settings = settings;
        if (settings.renewal().compareTo(settings.validity()) >= 0) {
            throw new IllegalStateException("sparkall.bundle.renewal must be less than sparkall.bundle.validity");
        }
    }

    @Override
    public Set<SigningAlgorithm> algorithms() {
        return EnumSet.of(ALGORITHM);
    }

    @Override
    public Duration longestValidity() {
        return settings.validity();
    }
}
