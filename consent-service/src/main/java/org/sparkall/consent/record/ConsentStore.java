package org.sparkall.consent.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.EventTypes;

/** Consents in the database: what holds now, and every revision that ever did. */
@ApplicationScoped
class ConsentStore {

    /** Keeps others from changing what is between this person and this integration until the transaction ends. */
    void lock(Handle tx, String person, String clientId) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", person + " " + clientId)
                .map((row, context) -> true)
                .one();
    }

    Optional<Consent> between(Handle handle, String person, String clientId) {
        return handle.createQuery("SELECT * FROM consent WHERE person = :person AND client_id = :client")
                .bind("person", person)
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .findOne();
    }

    Optional<Consent> find(Handle handle, UUID id) {
        return handle.createQuery("SELECT * FROM consent WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Whether the consent's history holds anything but agreement: somebody declined, or took something back. */
    boolean hasObjection(Handle handle, UUID consentId) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM consent_history WHERE consent_id = :id AND event <> :agreed)")
                .bind("id", consentId)
                .bind("agreed", EventTypes.CONSENT_GRANTED)
                .mapTo(Boolean.class)
                .one();
    }

    /** A page of a person's consents, in the order of their ids; of one organisation only, when it is named. */
    List<Consent> page(Handle handle, String person, @Nullable String organization, @Nullable UUID after, int limit) {
        return handle.createQuery("SELECT * FROM consent WHERE person = :person"
                        + " AND (CAST(:organization AS text) IS NULL OR organization = :organization)"
                        + " AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid)) ORDER BY id LIMIT :limit")
                .bind("person", person)
                .bind("organization", organization)
                .bind("after", after == null ? null : after.toString())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /**
     * Keeps a new revision.
     *
     * @param event what happened, as its event's type says
     * @param actor the subject of who did it; {@code organization:} and an alias when an organisation did
     */
    void save(Handle tx, Consent consent, String event, String actor) {
        bind(
                        tx.createUpdate(
                                "INSERT INTO consent (id, person, client_id, organization, integration_name, state,"
                                        + " scopes, expanded, complete, catalog_version, revision, created_at, changed_at) VALUES (:id,"
                                        + " :person, :client, :organization, :name, :state, :scopes, :expanded, :complete, :version,"
                                        + " :revision, :created, :changed) ON CONFLICT (id) DO UPDATE SET"
                                        + " organization = excluded.organization, integration_name = excluded.integration_name,"
                                        + " state = excluded.state, scopes = excluded.scopes, expanded = excluded.expanded,"
                                        + " complete = excluded.complete,"
                                        + " catalog_version = excluded.catalog_version, revision = excluded.revision,"
                                        + " changed_at = excluded.changed_at"),
                        consent)
                .execute();
        bind(
                        tx.createUpdate(
                                "INSERT INTO consent_history (consent_id, revision, event, actor, state, scopes,"
                                        + " expanded, catalog_version, happened_at) VALUES (:id, :revision, :event, :actor,"
                                        + " :state, :scopes, :expanded, :version, :changed)"),
                        consent)
                .bind("event", event)
                .bind("actor", actor)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Consent it) {
        return statement
                .bind("id", it.id())
                .bind("person", it.person())
                .bind("client", it.clientId())
                .bind("organization", it.organization().orElse(null))
                .bind("name", it.integrationName())
                .bind("state", it.state().wireName())
                .bindArray("scopes", String.class, it.scopes())
                .bindArray("expanded", String.class, it.expanded())
                .bind("complete", it.complete())
                .bind("version", it.catalogVersion())
                .bind("revision", it.revision())
                .bind("created", it.createdAt().atOffset(ZoneOffset.UTC))
                .bind("changed", it.changedAt().atOffset(ZoneOffset.UTC));
    }

    private static Consent read(ResultSet row) throws SQLException {
        return new Consent(
                row.getObject("id", UUID.class),
                row.getString("person"),
                row.getString("client_id"),
                Optional.ofNullable(row.getString("organization")),
                row.getString("integration_name"),
                State.ofWireName(row.getString("state")),
                List.of((String[]) row.getArray("scopes").getArray()),
                List.of((String[]) row.getArray("expanded").getArray()),
                row.getBoolean("complete"),
                row.getInt("catalog_version"),
                row.getLong("revision"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
