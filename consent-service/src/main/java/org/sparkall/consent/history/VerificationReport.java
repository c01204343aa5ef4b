package org.sparkall.consent.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was found when the record was checked.
 *
 * @param intact whether nothing was found that does not fit
 * @param consents how many consents were looked through
 * @param entries how many entries
 * @param sealed how many of them are sealed; the rest was written since the newest seal
 * @param broken how many things do not fit
 * @param findings the first of them
 * @param newestSeal worth to be written down elsewhere; null when there is none yet
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerificationReport(
        boolean intact,
        long consents,
        long entries,
        long sealed,
        long broken,
        List<Finding> findings,
        @Nullable SealView newestSeal) {

    public VerificationReport {
        findings = List.copyOf(findings);
    }

    /**
     * Something that does not fit.
     *
     * @param consentId the consent it is about; null when it is about a seal
     * @param revision the consent's revision; null when it is about the consent as a whole
     * @param seal the seal's number; null when it is about a consent
     * @param problem what is wrong
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Finding(
            @Nullable UUID consentId,
            @Nullable Long revision,
            @Nullable Long seal,
            String problem) {

        static Finding ofConsent(UUID id, String problem) {
            return new Finding(id, null, null, problem);
        }

        static Finding ofEntry(UUID id, long revision, String problem) {
            return new Finding(id, revision, null, problem);
        }

        static Finding ofSeal(long number, String problem) {
            return new Finding(null, null, number, problem);
        }
    }

    /** A seal as it may be written down. */
    @RegisterForReflection
    public record SealView(long number, String hash) {}
}
