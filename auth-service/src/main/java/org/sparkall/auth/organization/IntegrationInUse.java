package org.sparkall.auth.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integration as an organisation's administrator sees it; says how many people use it, and not who.
 *
 * @param registeredScopes what it could ask for
 * @param people how many of the organisation have a grant that stands
 * @param scopesInUse what those grants hold
 * @param lastGrantedAt when the newest of them was opened; null when there is none
 * @param rule what the organisation says of it; null when it says nothing
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntegrationInUse(
        String clientId,
        String name,
        String description,
        String status,
        List<String> registeredScopes,
        long people,
        List<String> scopesInUse,
        @Nullable Instant lastGrantedAt,
        @Nullable RuleView rule) {}
