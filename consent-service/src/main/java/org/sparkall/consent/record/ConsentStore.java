package org.sparkall.consent.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.record.Consent.Agreed;
import org.sparkall.consent.record.Consent.Life;

/** Consents in the database: what holds now. */
@ApplicationScoped
class ConsentStore {

    private static final String COLUMNS =
            "id, person, client_id, organization, integration_name, state, scopes, expanded, catalog_version,"
                    + " revision, created_at, changed_at, complete, approved, granted_at, last_used_at, expiry, expiry_days,"
                    + " expires_at";

    /** Keeps others from changing what is between this person and this integration until the transaction ends. */
    void lock(Handle tx, String person, String clientId) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", person + " " + clientId)
                .map((row, context) -> true)
                .one();
    }

    /** As {@link #lock}, unless somebody else does so already. */
    boolean tryLock(Handle tx, String person, String clientId) {
        return tx.createQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", person + " " + clientId)
                .mapTo(Boolean.class)
                .one();
    }

    /** The consent, locked until the transaction ends. */
    Consent lock(Handle tx, UUID id) {
        Consent known = find(tx, id).orElseThrow();
        lock(tx, known.person(), known.clientId());
        return find(tx, id).orElseThrow();
    }

    Optional<Consent> between(Handle handle, String person, String clientId) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent WHERE person = :person AND client_id = :client")
                .bind("person", person)
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .findOne();
    }

    Optional<Consent> find(Handle handle, UUID id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** A page of a person's consents, in the order of their ids; of one organisation only, when it is named. */
    List<Consent> page(Handle handle, String person, @Nullable String organization, @Nullable UUID after, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent WHERE person = :person"
                        + " AND (CAST(:organization AS text) IS NULL OR organization = :organization)"
                        + " AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid)) ORDER BY id LIMIT :limit")
                .bind("person", person)
                .bind("organization", organization)
                .bind("after", after == null ? null : after.toString())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    List<Consent> newest(Handle handle, String person, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent WHERE person = :person"
                        + " ORDER BY state <> 'granted', changed_at DESC, id LIMIT :limit")
                .bind("person", person)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    List<Consent> standingInOrganization(
            Handle handle, String organization, String clientId, @Nullable UUID after, int limit) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM consent WHERE organization = :organization AND client_id = :client"
                                + " AND state = 'granted'"
                                + " AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid)) ORDER BY id LIMIT :limit")
                .bind("organization", organization)
                .bind("client", clientId)
                .bind("after", after == null ? null : after.toString())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    List<Consent> standingOfIntegration(Handle handle, String clientId, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent WHERE client_id = :client AND state = 'granted'"
                        + " ORDER BY id LIMIT :limit")
                .bind("client", clientId)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** A page of all there are, in the order of their ids. */
    List<Consent> all(Handle handle, UUID after, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** The revisions of these consents; of one that there is not there is none. */
    Map<UUID, Long> revisions(Handle handle, Collection<UUID> ids) {
        return handle
                .createQuery("SELECT id, revision FROM consent WHERE id = ANY (:ids)")
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> Map.entry(row.getObject("id", UUID.class), row.getLong("revision")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<Consent> due(Handle handle, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent WHERE state = 'granted' AND expires_at < now()"
                        + " ORDER BY expires_at LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    List<Consent> markWarned(Handle tx, Duration within, int limit) {
        return tx.createQuery("UPDATE consent SET warned_at = now() WHERE id IN (SELECT id FROM consent"
                        + " WHERE state = 'granted' AND warned_at IS NULL AND expires_at > now()"
                        + " AND expires_at < now() + :within * interval '1 second'"
                        + " ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING " + COLUMNS)
                .bind("within", within.toSeconds())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /**
     * Keeps what holds now.
     *
     * @return what binds the history to the person: SHA-256 over the consent's salt and the person's subject, in hexadecimal
     */
    String save(Handle tx, Consent it) {
        return tx.createQuery("INSERT INTO consent (id, person, client_id, organization, integration_name, state,"
                        + " scopes, expanded, approved, complete, catalog_version, revision, created_at, changed_at,"
                        + " granted_at, expiry, expiry_days, expires_at, last_used_at) VALUES (:id, :person, :client,"
                        + " :organization, :name, :state, :scopes, :expanded, :approved, :complete, :version, :revision,"
                        + " :created, :changed, :granted, :expiry, :expiryDays, :expires, :used)"
                        + " ON CONFLICT (id) DO UPDATE SET organization = excluded.organization,"
                        + " integration_name = excluded.integration_name, state = excluded.state,"
                        + " scopes = excluded.scopes, expanded = excluded.expanded, approved = excluded.approved,"
                        + " complete = excluded.complete, catalog_version = excluded.catalog_version,"
                        + " revision = excluded.revision, changed_at = excluded.changed_at,"
                        + " granted_at = excluded.granted_at, expiry = excluded.expiry,"
                        + " expiry_days = excluded.expiry_days, expires_at = excluded.expires_at, warned_at = NULL"
                        + " RETURNING encode(sha256(person_salt || convert_to(person, 'UTF8')), 'hex')")
                .bind("id", it.id())
                .bind("person", it.person())
                .bind("client", it.clientId())
                .bind("organization", it.organization().orElse(null))
                .bind("name", it.integrationName())
                .bind("state", it.state().wireName())
                .bindArray("scopes", String.class, it.scopes())
                .bindArray("expanded", String.class, it.expanded())
                .bindArray("approved", String.class, it.agreed().approved())
                .bind("complete", it.complete())
                .bind("version", it.catalogVersion())
                .bind("revision", it.revision())
                .bind("created", it.life().createdAt().atOffset(ZoneOffset.UTC))
                .bind("changed", it.life().changedAt().atOffset(ZoneOffset.UTC))
                .bindByType("granted", utc(it.life().grantedAt()), OffsetDateTime.class)
                .bind("expiry", it.life().expiry().wireName())
                .bindByType("expiryDays", it.life().expiry().afterDays().orElse(null), Integer.class)
                .bindByType("expires", utc(it.life().expiresAt()), OffsetDateTime.class)
                .bindByType("used", utc(it.life().lastUsedAt()), OffsetDateTime.class)
                .mapTo(String.class)
                .one();
    }

    /**
     * Gives the consent to somebody who has no name, for good.
     *
     * @return what bound the history to the person
     */
    String erase(Handle tx, UUID id, String nameless) {
        String commitment = tx.createQuery("SELECT encode(sha256(person_salt || convert_to(person, 'UTF8')), 'hex')"
                        + " FROM consent WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one();
        tx.createUpdate("UPDATE consent SET person = :nameless, organization = NULL, person_salt = NULL WHERE id = :id")
                .bind("nameless", nameless)
                .bind("id", id)
                .execute();
        tx.createUpdate("DELETE FROM consent_answer WHERE consent_id = :id")
                .bind("id", id)
                .execute();
        return commitment;
    }

    String salt(Handle handle, UUID id) {
        return handle.createQuery("SELECT coalesce(encode(person_salt, 'hex'), '') FROM consent WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    private static @Nullable OffsetDateTime utc(Optional<Instant> time) {
        return time.map(it -> it.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static Consent read(ResultSet row) throws SQLException {
        return new Consent(
                row.getObject("id", UUID.class),
                row.getString("person"),
                row.getString("client_id"),
                Optional.ofNullable(row.getString("organization")),
                row.getString("integration_name"),
                State.ofWireName(row.getString("state")),
                new Agreed(
                        texts(row, "scopes"),
                        texts(row, "expanded"),
                        texts(row, "approved"),
                        row.getBoolean("complete"),
                        row.getInt("catalog_version")),
                new Life(
                        time(row, "created_at").orElseThrow(),
                        time(row, "changed_at").orElseThrow(),
                        time(row, "granted_at"),
                        ExpiryPolicy.of(
                                row.getString("expiry"),
                                Optional.ofNullable(row.getObject("expiry_days", Integer.class))),
                        time(row, "expires_at"),
                        time(row, "last_used_at")),
                row.getLong("revision"));
    }
}
