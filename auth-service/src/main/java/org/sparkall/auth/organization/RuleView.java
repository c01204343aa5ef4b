package org.sparkall.auth.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.OrganizationRuleEvent.Rule;

/** What an organisation says of an integration, and who said it when. */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleView(String rule, @Nullable String reason, String changedBy, Instant changedAt) {

    /** Null when the organisation took back what it said. */
    static @Nullable RuleView of(OrganizationRule it) {
        return it.rule() == Rule.NONE
                ? null
                : new RuleView(it.rule().wireName(), it.reason(), it.changedBy(), it.changedAt());
    }
}
