package org.sparkall.acceptance.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Looks consents up where they are kept. */
final class ConsentRows {

    private final Cluster cluster;

    ConsentRows(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Which consent a life has; null for none. */
    @Nullable
    String id(Life life) {
        return column("id", life);
    }

    /** The state of a life's consent; null when there is none. */
    @Nullable
    String state(Life life) {
        return column("state", life);
    }

    private @Nullable String column(String name, Life life) {
        String query = "SELECT " + name + " FROM consent WHERE person = ? AND client_id = ?";
        try (Connection connection = DriverManager.getConnection(cluster.database("consent"));
                PreparedStatement sql = connection.prepareStatement(query)) {
            sql.setString(1, life.subject);
            sql.setString(2, life.integration.clientId());
            try (ResultSet rows = sql.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("consents cannot be read", e);
        }
    }
}
