package org.sparkall.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that people should hear of, for whoever can reach them. What it is, the event's type says.
 *
 * @param to who should hear of it
 * @param person the person it is about: their subject at Keycloak
 * @param organization the alias of the person's organisation, null when they have none
 * @param consentId the consent it is about; null when there is none yet
 * @param approvalId the request to administrators it is about; null when it is about none
 * @param scopes the scopes it is about
 * @param outcome what was decided: {@code approved} or {@code refused}; null when nothing was
 * @param expiresAt when the consent will end by itself; null when it is not about that
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationEvent(
        Recipient to,
        String person,
        @Nullable String organization,
        String clientId,
        @Nullable String consentId,
        @Nullable String approvalId,
        List<String> scopes,
        @Nullable String outcome,
        @Nullable Instant expiresAt) {

    public NotificationEvent {
        scopes = List.copyOf(scopes);
    }

    /** Who should hear of something. */
    @RegisterForReflection
    public enum Recipient {
        PERSON,
        /** Everybody who administers the organisation. */
        ORGANIZATION_ADMINISTRATORS;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
