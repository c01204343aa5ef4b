package org.sparkall.consent.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Links the entries that were written before there was a chain, in the state in which they are found. */
class V6__ChainEarlierEntries extends BaseJavaMigration {

    private static final int BATCH = 1000;

    private final ChainHash chain;

    V6__ChainEarlierEntries(ChainHash chain) {
        this.chain = chain;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement select = connection.createStatement();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE consent_history SET hash = ? WHERE consent_id = ? AND revision = ?")) {
            select.setFetchSize(BATCH);
            try (ResultSet rows = select.executeQuery(
                    "SELECT * FROM consent_history WHERE hash IS NULL ORDER BY consent_id, revision")) {
                chain(rows, update);
            }
        }
    }

    private void chain(ResultSet rows, PreparedStatement update) throws SQLException {
        UUID consent = new UUID(0, 0);
        byte[] previous = ChainHash.BEGINNING;
        int waiting = 0;
        while (rows.next()) {
            HistoryEntry entry = HistoryColumns.read(rows);
            if (!entry.consentId().equals(consent)) previous = ChainHash.BEGINNING;
            consent = entry.consentId();
            previous = chain.entry(previous, entry);
            update.setBytes(1, previous);
            update.setObject(2, consent);
            update.setLong(3, entry.revision());
            update.addBatch();
            if (++waiting % BATCH == 0) update.executeBatch();
        }
        update.executeBatch();
    }
}
