package org.sparkall.auth.consent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.ConsentSnapshot;

/** What consent-service answers, to an inquiry or to the question what came of it; members depend on the status. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConsentReply(
        String status,
        @Nullable String consentUri,
        @Nullable String reference,
        @Nullable String person,
        @Nullable String clientId,
        @Nullable UUID consentId,
        @Nullable Long revision,
        @Nullable Integer catalogVersion,
        @Nullable List<String> scopes,
        @Nullable List<String> expanded) {

    /** The consent of a reply with status {@code granted}, as of somebody of whom nobody knows all that they hold. */
    ConsentSnapshot consent() {
        return new ConsentSnapshot(
                Objects.requireNonNull(consentId),
                Objects.requireNonNull(revision),
                Objects.requireNonNull(catalogVersion),
                Objects.requireNonNull(scopes),
                Objects.requireNonNull(expanded),
                false);
    }
}
