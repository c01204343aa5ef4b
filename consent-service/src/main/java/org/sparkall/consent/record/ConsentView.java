package org.sparkall.consent.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A consent as the API shows it. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentView(
        String id,
        String person,
        String clientId,
        @Nullable String organization,
        String integrationName,
        String state,
        List<String> scopes,
        List<String> expanded,
        int catalogVersion,
        long revision,
        Instant createdAt,
        Instant changedAt) {

    static ConsentView of(Consent it) {
        return new ConsentView(
                it.id().toString(),
                it.person(),
                it.clientId(),
                it.organization().orElse(null),
                it.integrationName(),
                it.state().wireName(),
                it.scopes(),
                it.expanded(),
                it.catalogVersion(),
                it.revision(),
                it.createdAt(),
                it.changedAt());
    }
}
