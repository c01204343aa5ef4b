package org.sparkall.consent.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An entry in the columns of its table. */
final class HistoryColumns {

    private HistoryColumns() {}

    static HistoryEntry read(ResultSet row) throws SQLException {
        return new HistoryEntry(
                row.getObject("consent_id", UUID.class),
                row.getLong("revision"),
                row.getString("event"),
                Actor.Kind.ofWireName(row.getString("actor")),
                Optional.ofNullable(row.getObject("actor_id", UUID.class)),
                row.getString("person_commitment"),
                row.getString("client_id"),
                Optional.ofNullable(row.getString("organization")),
                row.getString("integration_name"),
                row.getString("state"),
                texts(row, "scopes"),
                texts(row, "expanded"),
                texts(row, "approved"),
                row.getBoolean("complete"),
                row.getString("expiry"),
                Optional.ofNullable(row.getObject("expiry_days", Integer.class)),
                row.getInt("catalog_version"),
                Optional.ofNullable(row.getString("wording")),
                Optional.ofNullable(row.getString("reason")),
                row.getObject("happened_at", OffsetDateTime.class).toInstant());
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
