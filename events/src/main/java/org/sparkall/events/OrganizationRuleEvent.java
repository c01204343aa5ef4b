package org.sparkall.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * What an organisation says of an integration, as it holds now.
 *
 * @param organization the organisation's alias
 * @param revision grows by one with each change; of two events the one with the greater revision is the newer
 */
@RegisterForReflection
public record OrganizationRuleEvent(String organization, String clientId, Rule rule, long revision) {

    /** What it says. */
    @RegisterForReflection
    public enum Rule {
        /** Nothing; it may have said something before. */
        NONE,
        APPROVED,
        PRE_APPROVED,
        BLOCKED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
