package org.sparkall.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A consent's whole present state.
 *
 * @param person the person's subject at Keycloak
 * @param organization the alias of the person's organisation, null when they have none
 * @param state decides, whatever the event's type says
 * @param scopes what was granted, in normal form
 * @param expanded the scopes that opens for this person
 * @param complete whether the person held all that the aggregates among them cover, so that what joins these joins the consent; false
 *     in events of before this was known
 * @param catalogVersion the catalog version it was given under
 * @param revision grows by one with each change; of two events the one with the greater revision is the newer
 * @param changedAt when it came to this
 * @param erased whether the person was erased: {@code person} is then a name that says nothing, and whoever knew another by this consent
 *     must forget it; false in events of before this was known
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentEvent(
        String consentId,
        String person,
        String clientId,
        @Nullable String organization,
        State state,
        List<String> scopes,
        List<String> expanded,
        boolean complete,
        int catalogVersion,
        long revision,
        Instant changedAt,
        boolean erased) {

    public ConsentEvent {
        scopes = List.copyOf(scopes);
        expanded = List.copyOf(expanded);
    }

    /** Whether the consent stands, and if not, why. */
    @RegisterForReflection
    public enum State {
        GRANTED,
        DECLINED,
        WITHDRAWN,
        EXPIRED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
