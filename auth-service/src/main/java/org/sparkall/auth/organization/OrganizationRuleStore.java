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
import org.sparkall.events.OrganizationRuleEvent;
import org.sparkall.events.OrganizationRuleEvent.Rule;

/** Rules in the database, with all that were before. */
@ApplicationScoped
class OrganizationRuleStore {

    /** Keeps the rule as it is until the transaction ends; others may do the same meanwhile. */
    void lockShared(Handle tx, String organization, String clientId) {
        lock(tx, "pg_advisory_xact_lock_shared", organization, clientId);
    }

    /** Keeps others from reading the rule for good, and from changing it, until the transaction ends. */
    void lock(Handle tx, String organization, String clientId) {
        lock(tx, "pg_advisory_xact_lock", organization, clientId);
    }

    // There may be no row yet that could be locked.
    private static void lock(Handle tx, String function, String organization, String clientId) {
        tx.createQuery("SELECT " + function + "(hashtextextended(:key, 1))")
                .bind("key", organization + " " + clientId)
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
                        Rule.valueOf(row.getString("rule").toUpperCase(Locale.ROOT)),
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

    /** The rule in a row that has one. */
    static OrganizationRule read(ResultSet row) throws SQLException {
        return new OrganizationRule(
                Rule.valueOf(row.getString("rule").toUpperCase(Locale.ROOT)),
                row.getLong("revision"),
                row.getString("reason"),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
