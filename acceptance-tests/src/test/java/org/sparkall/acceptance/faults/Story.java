package org.sparkall.acceptance.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the databases say of a life, for whoever has to find out what went wrong. */
final class Story {

    private static final String CONSENTS = """
            SELECT to_char(h.happened_at, 'HH24:MI:SS.MS') || ' consent ' || h.event || ' (revision ' || h.revision || ')'
            FROM consent_history h WHERE h.client_id = ? ORDER BY h.position
            """;
    private static final String GRANTS = """
            SELECT to_char(opened_at, 'HH24:MI:SS.MS') || ' grant opened' || coalesce(', ended '
                   || to_char(ended_at, 'HH24:MI:SS.MS') || ' for ' || end_reason, '')
            FROM grants WHERE client_id = ? ORDER BY opened_at
            """;
    private static final String TOKENS = """
            SELECT to_char(t.issued_at, 'HH24:MI:SS.MS') || ' refresh token' || coalesce(', rotated '
                   || to_char(t.rotated_at, 'HH24:MI:SS.MS'), '')
            FROM refresh_token t JOIN grants g ON g.id = t.grant_id WHERE g.client_id = ? ORDER BY t.issued_at
            """;

    private Story() {}

    static List<String> of(Cluster cluster, Life life) throws SQLException {
        List<String> lines = new ArrayList<>(rows(cluster.database("consent"), CONSENTS, life));
        lines.addAll(rows(cluster.database("auth"), GRANTS, life));
        lines.addAll(rows(cluster.database("auth"), TOKENS, life));
        return lines;
    }

    private static List<String> rows(String database, String query, Life life) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database);
                PreparedStatement sql = connection.prepareStatement(query)) {
            sql.setString(1, life.integration.clientId());
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) found.add(rows.getString(1));
            }
        }
        return found;
    }
}
