package org.sparkall.auth.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** The integrations that people of an organisation use, or that it has said something of. */
@ApplicationScoped
class OrganizationIntegrations {

    private static final String SHOWN = "SELECT i.client_id, i.name, i.description, i.status, i.scopes AS registered,"
            + " u.people, u.last_granted_at, u.scopes_in_use, r.*"
            + " FROM integration i"
            + " LEFT JOIN LATERAL (SELECT count(DISTINCT g.person) AS people, max(g.opened_at) AS last_granted_at,"
            + "   array_agg(DISTINCT s.scope ORDER BY s.scope) AS scopes_in_use"
            + "   FROM grants g CROSS JOIN LATERAL unnest(g.scopes) AS s(scope)"
            + "   WHERE g.organization = :organization AND g.client_id = i.client_id AND g.ended_at IS NULL) u ON true"
            + " LEFT JOIN LATERAL (SELECT o.rule, o.revision, o.reason, o.changed_by, o.changed_at"
            + "   FROM organization_rule o WHERE o.organization = :organization AND o.client_id = i.client_id"
            + "   ORDER BY o.revision DESC LIMIT 1) r ON true"
            + " WHERE i.status <> 'deleted'";

    private static final String PAGE = SHOWN + " AND (r.rule <> 'none' OR u.people > 0) AND i.client_id IN ("
            + "   SELECT client_id FROM grants WHERE organization = :organization AND ended_at IS NULL"
            + "   UNION SELECT client_id FROM organization_rule WHERE organization = :organization)"
            + " AND i.client_id > :after ORDER BY i.client_id LIMIT :limit";

    private final Jdbi jdbi;

    OrganizationIntegrations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A page of them, in the order of their client identifiers; {@code after} is the last of the page before, or empty. */
    List<IntegrationInUse> page(String organization, String after, int limit) {
        return jdbi.withHandle(handle -> query(handle.createQuery(PAGE), organization)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /** Any integration that is registered, used or not. */
    Optional<IntegrationInUse> find(String organization, String clientId) {
        if (clientId.indexOf('\0') >= 0) return Optional.empty();
        return jdbi.withHandle(handle -> query(handle.createQuery(SHOWN + " AND i.client_id = :client"), organization)
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .findOne());
    }

    private static Query query(Query query, String organization) {
        return query.bind("organization", organization);
    }

    private static IntegrationInUse read(ResultSet row) throws SQLException {
        OffsetDateTime lastGranted = row.getObject("last_granted_at", OffsetDateTime.class);
        return new IntegrationInUse(
                row.getString("client_id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("status"),
                List.of((String[]) row.getArray("registered").getArray()),
                row.getLong("people"),
                row.getArray("scopes_in_use") == null
                        ? List.of()
                        : List.of((String[]) row.getArray("scopes_in_use").getArray()),
                lastGranted == null ? null : lastGranted.toInstant(),
                row.getString("rule") == null ? null : RuleView.of(OrganizationRuleStore.read(row)));
    }
}
