package org.sparkall.consent.tally;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** What the people of an organisation have agreed to, by integration. */
@ApplicationScoped
public class Tallies {

    private static final String EVERY_SCOPE = "";

    private static final String PAGE = "SELECT client_id, scope, sum(people) AS people FROM ("
            + " SELECT client_id, scope, people FROM consent_tally WHERE organization = :organization"
            + " UNION ALL SELECT client_id, scope, change FROM consent_tally_change WHERE organization = :organization) t"
            + " WHERE client_id = ANY (:clients) GROUP BY client_id, scope HAVING sum(people) > 0";

    private static final String CLIENTS = "SELECT client_id FROM ("
            + " SELECT client_id, people FROM consent_tally WHERE organization = :organization AND scope = ''"
            + " UNION ALL SELECT client_id, change FROM consent_tally_change"
            + "   WHERE organization = :organization AND scope = '') t"
            + " WHERE client_id > :after GROUP BY client_id HAVING sum(people) > 0 ORDER BY client_id LIMIT :limit";

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

    /**
     * A page of the integrations that people of the organisation use, in the order of their client identifiers.
     *
     * @param after the last of the page before, or empty
     */
    public List<Tally> page(String organization, String after, int limit) {
        return jdbi.withHandle(handle -> read(
                handle,
                organization,
                handle.createQuery(CLIENTS)
                        .bind("organization", organization)
                        .bind("after", after)
                        .bind("limit", limit)
                        .mapTo(String.class)
                        .list()));
    }

    /** One integration; of one that nobody uses a tally of nobody. */
    public Tally of(String organization, String clientId) {
        return jdbi.withHandle(handle -> read(handle, organization, List.of(clientId)))
                .getFirst();
    }

    private static List<Tally> read(Handle handle, String organization, List<String> clients) {
        Map<String, Map<String, Long>> found = new TreeMap<>();
        clients.forEach(it -> found.put(it, new TreeMap<>()));
        Query query =
                handle.createQuery(PAGE).bind("organization", organization).bindArray("clients", String.class, clients);
        query.map((row, context) -> {
                    Map<String, Long> scopes = found.get(row.getString("client_id"));
                    if (scopes != null) scopes.put(row.getString("scope"), row.getLong("people"));
                    return true;
                })
                .list();
        List<Tally> tallies = new ArrayList<>();
        found.forEach((client, scopes) -> {
            Long people = scopes.remove(EVERY_SCOPE);
            tallies.add(new Tally(client, people == null ? 0 : people, scopes));
        });
        return tallies;
    }
}
