package org.sparkall.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;

/**
 * An integration's whole present state.
 *
 * @param clientType {@code confidential} or {@code public}
 * @param scopes the scopes it registered, in normal form
 * @param features the features it declared
 * @param revision grows by one with each change
 */
@RegisterForReflection
public record IntegrationEvent(
        String clientId, Status status, String clientType, List<String> scopes, List<String> features, long revision) {

    public IntegrationEvent {
        scopes = List.copyOf(scopes);
        features = List.copyOf(features);
    }

    /** Whether it may be used. */
    @RegisterForReflection
    public enum Status {
        ENABLED,
        DISABLED,
        DELETED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
