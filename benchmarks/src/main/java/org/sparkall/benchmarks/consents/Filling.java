package org.sparkall.benchmarks.consents;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Generated consents: five for each person, of two thousand integrations, one of which half of all people use, in a thousand organisations,
 * the largest of which has a tenth of all people.
 */
public final class Filling {

    private static final long AT_ONCE = 1_000_000;

    private final Connection database;

    /** @param database consent-service's, and nobody is asked to agree to anything meanwhile */
    public Filling(Connection database) {
        this.database = database;
    }

    /** Adds this many, with the counts that organisations are shown. */
    public void fill(long consents) throws SQLException {
        List<String> indexes = indexes();
        try (Statement sql = database.createStatement()) {
            sql.execute("SET synchronous_commit = off");
            sql.execute("SET maintenance_work_mem = '1GB'");
            for (String index : indexes) sql.execute("DROP INDEX " + index.split(" ")[indexName(index)]);
            for (long from = 0; from < consents; from += AT_ONCE) {
                sql.execute(generated(from, Math.min(from + AT_ONCE, consents)));
                System.out.printf("%,d consents%n", Math.min(from + AT_ONCE, consents));
            }
            for (String index : indexes) sql.execute(index);
            sql.execute(
                    "BEGIN; TRUNCATE consent_tally, consent_tally_change; INSERT INTO consent_tally (organization, client_id, scope, people)"
                            + " SELECT organization, client_id, scope, count(*)"
                            + " FROM consent, LATERAL unnest(scopes || ARRAY['']) AS s (scope)"
                            + " WHERE state = 'granted' AND organization IS NOT NULL GROUP BY organization, client_id, scope; COMMIT");
            sql.execute("VACUUM ANALYZE");
        }
    }

    /** How the indexes that serve queries are made, so that they can be made again after the filling. */
    private List<String> indexes() throws SQLException {
        List<String> definitions = new ArrayList<>();
        try (Statement sql = database.createStatement();
                ResultSet rows = sql.executeQuery("SELECT indexdef FROM pg_indexes WHERE tablename = 'consent'"
                        + " AND indexdef NOT LIKE '%UNIQUE%'")) {
            while (rows.next()) definitions.add(rows.getString(1));
        }
        return definitions;
    }

    private static int indexName(String definition) {
        return List.of(definition.split(" ")).indexOf("INDEX") + 1;
    }

    private static String generated(long from, long to) {
        return """
                INSERT INTO consent (id, person, client_id, organization, integration_name, state, scopes, expanded,
                    catalog_version, revision, created_at, changed_at, complete, granted_at, expiry, expiry_days, expires_at)
                SELECT gen_random_uuid(), md5(p.n::text)::uuid::text,
                    CASE WHEN mod(i, 5) = 0 AND mod(p.n, 2) = 0 THEN 'i0'
                        ELSE 'i' || 1 + mod(p.n * 7919 + mod(i, 5) * 401, 1999) END,
                    CASE WHEN mod(p.n, 10) = 0 THEN 'acme' ELSE 'o' || mod(p.n, 1000) END,
                    'Integration', s.state, w.scopes,
                    CASE WHEN w.scopes = ARRAY['spark:all']
                        THEN (SELECT array_agg('spark:generated_scope_' || n) FROM generate_series(1, 35) AS n)
                        ELSE w.scopes END,
                    1, 1, t.at, t.at, true, CASE s.state WHEN 'granted' THEN t.at END,
                    CASE WHEN e.unused THEN 'unused' ELSE 'none' END, CASE WHEN e.unused THEN 90 END,
                    CASE WHEN e.unused THEN now() + (30 + mod(i, 60)) * interval '1 day' END
                FROM generate_series(%d::bigint, %d::bigint) AS i,
                    LATERAL (SELECT i / 5) AS p (n),
                    LATERAL (SELECT CASE WHEN mod(p.n + i, 20) < 17 THEN 'granted'
                        WHEN mod(p.n + i, 20) < 19 THEN 'withdrawn' ELSE 'declined' END) AS s (state),
                    LATERAL (SELECT now() - mod(i, 365) * interval '1 day') AS t (at),
                    LATERAL (SELECT s.state = 'granted' AND mod(i, 5) = 1) AS e (unused),
                    LATERAL (SELECT CASE WHEN s.state <> 'granted' THEN '{}'::text[]
                        WHEN mod(i, 4) = 0 THEN ARRAY['spark:all']
                        ELSE ARRAY['spark:messages_read', 'spark:rooms_read'] END) AS w (scopes)
                """.formatted(from, to - 1);
    }
}
