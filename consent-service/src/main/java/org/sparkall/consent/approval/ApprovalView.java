package org.sparkall.consent.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to administrators as the API shows it.
 *
 * @param person the subject of who asks
 * @param personName what they are called; left out when nobody knows
 * @param justification why, in their words; left out when they gave none
 * @param state {@code pending}, {@code approved}, {@code refused} or {@code gone}
 * @param decidedAt left out as long as it waits
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalView(
        String id,
        String person,
        String clientId,
        String integrationName,
        List<String> scopes,
        @Nullable String personName,
        @Nullable String justification,
        String state,
        Instant requestedAt,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    static ApprovalView of(ApprovalRequest it) {
        return new ApprovalView(
                it.id().toString(),
                it.person(),
                it.clientId(),
                it.integrationName(),
                it.scopes(),
                it.personName().orElse(null),
                it.justification().orElse(null),
                it.state().wireName(),
                it.requestedAt(),
                it.decidedAt().orElse(null),
                it.reason().orElse(null));
    }
}
