package org.sparkall.consent.approval;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Requests to administrators in the database. */
@ApplicationScoped
class ApprovalStore {

    private static final String COLUMNS =
            "id, organization, person, client_id, integration_name, scopes, state, requested_at, decided_at,"
                    + " reason, person_name, justification";

    /** Adds a request; what the person asked for before and waits still becomes one with it. */
    ApprovalRequest ask(Handle tx, ApprovalAsked asked, Instant now) {
        return tx.createQuery(
                        "INSERT INTO approval_request (id, organization, person, client_id, integration_name, scopes,"
                                + " state, requested_at, person_name, justification) VALUES (:id, :organization, :person, :client, :name,"
                                + " :scopes, 'pending', :now, :personName, :justification)"
                                + " ON CONFLICT (person, client_id) WHERE state = 'pending' DO UPDATE SET scopes = ("
                                + "   SELECT array_agg(DISTINCT s ORDER BY s) FROM unnest(approval_request.scopes || excluded.scopes) s),"
                                + " organization = excluded.organization, integration_name = excluded.integration_name,"
                                + " requested_at = excluded.requested_at, person_name = excluded.person_name,"
                                + " justification = coalesce(excluded.justification, approval_request.justification) RETURNING "
                                + COLUMNS)
                .bind("id", UUID.randomUUID())
                .bind("organization", asked.organization())
                .bind("person", asked.person())
                .bind("client", asked.clientId())
                .bind("name", asked.integrationName())
                .bindArray("scopes", String.class, asked.scopes())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("personName", asked.personName().orElse(null))
                .bind("justification", asked.justification().orElse(null))
                .map((row, context) -> read(row))
                .one();
    }

    /** A page of an organisation's requests that wait, in the order of their ids. */
    List<ApprovalRequest> pending(Handle handle, String organization, @Nullable UUID after, int limit) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM approval_request WHERE organization = :organization AND state = 'pending'"
                        + " AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid)) ORDER BY id LIMIT :limit")
                .bind("organization", organization)
                .bind("after", after == null ? null : after.toString())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** What a person asked for, the newest first. */
    List<ApprovalRequest> ofPerson(Handle handle, String person, int limit) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM approval_request WHERE person = :person ORDER BY requested_at DESC, id LIMIT :limit")
                .bind("person", person)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** A request of an organisation. */
    Optional<ApprovalRequest> find(Handle handle, String organization, UUID id) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM approval_request WHERE id = :id AND organization = :organization")
                .bind("id", id)
                .bind("organization", organization)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** A request of an organisation, kept from others until the transaction ends. */
    Optional<ApprovalRequest> lock(Handle tx, String organization, UUID id) {
        return tx.createQuery("SELECT " + COLUMNS
                        + " FROM approval_request WHERE id = :id AND organization = :organization FOR UPDATE")
                .bind("id", id)
                .bind("organization", organization)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** What waits between a person and an integration, kept from others until the transaction ends. */
    Optional<ApprovalRequest> lockWaiting(Handle tx, String person, String clientId) {
        return tx.createQuery(
                        "SELECT " + COLUMNS + " FROM approval_request WHERE person = :person AND client_id = :client"
                                + " AND state = 'pending' FOR UPDATE")
                .bind("person", person)
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** @param decidedBy the administrator's subject; null when nobody decided */
    void decide(
            Handle tx,
            UUID id,
            ApprovalRequest.State state,
            @Nullable String decidedBy,
            Optional<String> reason,
            Instant now) {
        tx.createUpdate(
                        "UPDATE approval_request SET state = :state, decided_at = :now, decided_by = :by, reason = :reason"
                                + " WHERE id = :id")
                .bind("id", id)
                .bind("state", state.wireName())
                .bind("by", decidedBy)
                .bind("reason", reason.orElse(null))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static ApprovalRequest read(ResultSet row) throws SQLException {
        return new ApprovalRequest(
                row.getObject("id", UUID.class),
                row.getString("organization"),
                row.getString("person"),
                row.getString("client_id"),
                row.getString("integration_name"),
                List.of((String[]) row.getArray("scopes").getArray()),
                Optional.ofNullable(row.getString("person_name")),
                Optional.ofNullable(row.getString("justification")),
                ApprovalRequest.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("reason")));
    }
}
