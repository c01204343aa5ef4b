package org.sparkall.consent.tally;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** What the people of an organisation have agreed to, by integration. */
@ApplicationScoped
public class Tallies {

    private static final String EVERY_SCOPE = "";

    private static final String SUMS = "SELECT scope, sum(people) AS people FROM ("
            + " SELECT scope, people FROM consent_tally WHERE organization = :organization AND client_id = :client"
            + " UNION ALL SELECT scope, change FROM consent_tally_change"
            + "   WHERE organization = :organization AND client_id = :client) t"
            + " GROUP BY scope HAVING sum(people) > 0";

    private final Jdbi jdbi;

    Tallies(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What people of an organisation have agreed to with one integration.
     *
     * @param people how many agree to anything
     * @param byScope how many agreed to each scope, by its name
     */
    public record Tally(String clientId, long people, Map<String, Long> byScope) {

        public Tally {
            byScope = Map.copyOf(byScope);
        }
    }

    /** What holds of one integration; of one that nobody uses, a tally of nobody. */
    public Tally of(String organization, String clientId) {
        Map<String, Long> scopes = jdbi.withHandle(handle -> handle.createQuery(SUMS)
                .bind("organization", organization)
                .bind("client", clientId)
                .reduceRows(new TreeMap<String, Long>(), (found, row) -> {
                    found.put(row.getColumn("scope", String.class), row.getColumn("people", Long.class));
                    return found;
                }));
        Long people = scopes.remove(EVERY_SCOPE);
        return new Tally(clientId, people == null ? 0 : people, scopes);
    }
}
