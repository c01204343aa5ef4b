package org.sparkall.auth.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sparkall.auth.grant.SecondAnswer;
import org.sparkall.events.OrganizationRuleEvent;
import org.sparkall.events.OrganizationRuleEvent.Rule;

/** Rules in the database, with all that were before. */
@ApplicationScoped
class OrganizationRuleStore {

    /** There may be no row yet that could be locked. */
    private static final String KEY = "hashtextextended(:organization || ' ' || :client, 1)";

    private static final String STANDING =
            "SELECT COALESCE((SELECT rule FROM organization_rule WHERE organization = :organization AND client_id = :client"
                    + " ORDER BY revision DESC LIMIT 1), 'none') AS rule, COALESCE((SELECT approval_required"
                    + " FROM organization_policy WHERE organization = :organization), false) AS approval_required";

    /** How the organisation stands to the integration. */
    Standing standing(Handle handle, String organization, String clientId) {
        return handle.createQuery(STANDING)
                .bind("organization", organization)
                .bind("client", clientId)
                .map((row, context) -> readStanding(row))
                .one();
    }

    /** As {@link #standing}; the rule stays as it is until the transaction ends, which others may see to as well meanwhile. */
    Standing lockedStanding(Handle tx, String organization, String clientId) {
        return tx.createQuery("SELECT pg_advisory_xact_lock_shared(" + KEY + "); " + STANDING)
                .bind("organization", organization)
                .bind("client", clientId)
                .execute(new SecondAnswer<>((row, context) -> readStanding(row)));
    }

    /** Keeps others from reading the rule for good, and from changing it, until the transaction ends. */
    void lock(Handle tx, String organization, String clientId) {
        tx.createQuery("SELECT pg_advisory_xact_lock(" + KEY + ")")
                .bind("organization", organization)
                .bind("client", clientId)
                .map((row, context) -> true)
                .one();
    }

    /** The rule that holds; empty when the organisation never said anything. */
    Optional<OrganizationRule> newest(Handle handle, String organization, String clientId) {
        return handle.createQuery("SELECT rule, revision, reason, changed_by, changed_at FROM organization_rule"
                        + " WHERE organization = :organization AND client_id = :client ORDER BY revision DESC LIMIT 1")
                .bind("organization", organization)
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** What each organisation says of each integration now. */
    List<OrganizationRuleEvent> all(Handle handle) {
        return handle.createQuery("SELECT DISTINCT ON (organization, client_id) organization, client_id, rule, revision"
                        + " FROM organization_rule ORDER BY organization, client_id, revision DESC")
                .map((row, context) -> new OrganizationRuleEvent(
                        row.getString("organization"),
                        row.getString("client_id"),
                        readRule(row),
                        row.getLong("revision")))
                .list();
    }

    void add(Handle tx, String organization, String clientId, OrganizationRule it) {
        tx.createUpdate(
                        "INSERT INTO organization_rule (organization, client_id, revision, rule, reason, changed_by, changed_at)"
                                + " VALUES (:organization, :client, :revision, :rule, :reason, :changedBy, :changedAt)")
                .bind("organization", organization)
                .bind("client", clientId)
                .bind("revision", it.revision())
                .bind("rule", it.rule().wireName())
                .bind("reason", it.reason())
                .bind("changedBy", it.changedBy())
                .bind("changedAt", it.changedAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static Standing readStanding(ResultSet row) throws SQLException {
        return Standing.of(readRule(row), row.getBoolean("approval_required"));
    }

    /** The rule in a row that has one. */
    static OrganizationRule read(ResultSet row) throws SQLException {
        return new OrganizationRule(
                readRule(row),
                row.getLong("revision"),
                row.getString("reason"),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static Rule readRule(ResultSet row) throws SQLException {
        return Rule.valueOf(row.getString("rule").toUpperCase(Locale.ROOT));
    }
}
