package org.sparkall.auth.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grant as operators see it; nothing of its tokens.
 *
 * @param person the person's subject at Keycloak
 * @param organization the alias of their organisation; left out when they have none
 * @param scopes the scopes as granted
 * @param catalogVersion the version of the catalog that it follows
 * @param endedAt when it ended; left out as long as it stands
 * @param endReason why, as events say it
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperatedGrant(
        String id,
        String consentId,
        String person,
        @Nullable String organization,
        String clientId,
        String integrationName,
        List<String> scopes,
        int catalogVersion,
        Instant openedAt,
        @Nullable Instant endedAt,
        @Nullable String endReason) {

    static OperatedGrant read(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new OperatedGrant(
                row.getString("id"),
                row.getString("consent_id"),
                row.getString("person"),
                row.getString("organization"),
                row.getString("client_id"),
                row.getString("name"),
                List.of((String[]) row.getArray("scopes").getArray()),
                row.getInt("catalog_version"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("end_reason"));
    }
}
