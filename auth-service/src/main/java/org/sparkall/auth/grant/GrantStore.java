package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.sparkall.auth.grant.KnownTerms.Terms;

/** Grants in the database. */
@ApplicationScoped
class GrantStore {

    private static final String OWN_COLUMNS =
            "id, consent_id, client_id, person, organization, terms, catalog_version, resources,"
                    + " dpop_jkt, authenticated_at, acr, session_id, complete, consent_revision";

    /** All, for {@link #read}. */
    static final String COLUMNS = OWN_COLUMNS + ", scopes, expanded";

    /** The lists only where nobody can know them by their hash, for {@link #readLean}. */
    private static final String LEAN_COLUMNS = OWN_COLUMNS + ", CASE WHEN terms IS NULL THEN scopes END AS scopes,"
            + " CASE WHEN terms IS NULL THEN expanded END AS expanded";

    private final KnownTerms known;

    GrantStore(KnownTerms known) {
        this.known = known;
    }

    /** A grant that ended, and why. */
    record EndedGrant(Grant grant, String reason) {}

    void insert(Handle tx, Grant grant, Instant now) {
        bind(
                        grant,
                        tx.createUpdate(
                                "INSERT INTO grants (id, consent_id, consent_revision, client_id, person, organization, scopes,"
                                        + " expanded, complete, catalog_version, opened_at, resources, dpop_jkt, authenticated_at, acr, session_id)"
                                        + " VALUES (:id, :consent, :revision, :client, :person, :organization, :scopes, :expanded, :complete, :version, :now,"
                                        + " :resources, :dpopKey, :authenticatedAt, :acr, :sessionId)"))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Puts this in place of the standing grant of the same name. */
    void change(Handle tx, Grant grant) {
        bind(
                        grant,
                        tx.createUpdate(
                                "UPDATE grants SET consent_id = :consent, consent_revision = :revision, client_id = :client, person = :person,"
                                        + " organization = :organization, scopes = :scopes, expanded = :expanded, complete = :complete,"
                                        + " catalog_version = :version, resources = :resources, dpop_jkt = :dpopKey,"
                                        + " authenticated_at = :authenticatedAt, acr = :acr, session_id = :sessionId WHERE id = :id"))
                .execute();
    }

    private static Update bind(Grant grant, Update statement) {
        return SignInColumns.bind(statement, grant.signIn())
                .bind("id", grant.id())
                .bind("consent", grant.consentId())
                .bind("revision", grant.consentRevision())
                .bind("client", grant.clientId())
                .bindArray("resources", String.class, grant.resources())
                .bind("dpopKey", grant.dpopKey())
                .bindArray("scopes", String.class, grant.scopes())
                .bindArray("expanded", String.class, grant.expanded())
                .bind("complete", grant.complete())
                .bind("version", grant.catalogVersion());
    }

    Optional<Grant> standing(Handle handle, UUID id) {
        return standing(handle, List.of(id)).getFirst();
    }

    /** Those of these that stand, in the order in which they were asked for. */
    List<Optional<Grant>> standing(Handle handle, List<UUID> ids) {
        return find(
                ids,
                (some, columns, reader) -> handle
                        .createQuery("SELECT " + columns + " FROM grants WHERE id = ANY (:ids) AND ended_at IS NULL")
                        .bindArray("ids", UUID.class, some)
                        .map((row, context) -> Map.entry(row.getObject("id", UUID.class), reader.read(row)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Reads a grant; empty when its lists of scopes are not known and have to be read. */
    interface GrantReader {
        Optional<Grant> read(ResultSet row) throws SQLException;
    }

    /** A look in the database for what goes with grants, by some keys, no two of which are the same. */
    interface Look<K, V> {

        /** @param columns of grants, for the reader */
        Map<K, Optional<V>> of(List<K> keys, String columns, GrantReader reader);
    }

    /** What there is, in the order in which it was asked for; lists of scopes are read where nobody knows them. */
    <K, V> List<Optional<V>> find(List<K> asked, Look<K, V> look) {
        Map<K, Optional<V>> found =
                new HashMap<>(look.of(asked.stream().distinct().toList(), LEAN_COLUMNS, this::readLean));
        List<K> unread = found.entrySet().stream()
                .filter(it -> it.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        // As a whole, as they are then.
        if (!unread.isEmpty()) found.putAll(look.of(unread, COLUMNS, row -> Optional.of(read(row))));
        return asked.stream()
                .map(it -> found.getOrDefault(it, Optional.empty()))
                .toList();
    }

    /** The standing grant, kept from changes by others until the transaction ends. */
    Optional<Grant> lockStanding(Handle tx, UUID id) {
        return tx.createQuery("SELECT " + COLUMNS + " FROM grants WHERE id = :id AND ended_at IS NULL FOR UPDATE")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Of these consents those that opened a grant that stands. */
    Set<UUID> opened(Handle tx, Set<UUID> consentIds) {
        if (consentIds.isEmpty()) return Set.of();
        return tx.createQuery(
                        "SELECT DISTINCT consent_id FROM grants WHERE consent_id = ANY (:ids) AND ended_at IS NULL")
                .bindArray("ids", UUID.class, consentIds)
                .map((row, context) -> row.getObject(1, UUID.class))
                .collect(Collectors.toSet());
    }

    /** Those that rest on an earlier revision of the consent than this. */
    List<Grant> lockStandingOfConsent(Handle tx, UUID consentId, long before) {
        return tx.createQuery("SELECT " + COLUMNS + " FROM grants WHERE consent_id = :id AND consent_revision < :before"
                        + " AND ended_at IS NULL ORDER BY id FOR UPDATE")
                .bind("id", consentId)
                .bind("before", before)
                .map((row, context) -> read(row))
                .list();
    }

    List<Grant> lockStandingOfClient(Handle tx, String clientId) {
        return tx.createQuery("SELECT " + COLUMNS
                        + " FROM grants WHERE client_id = :id AND ended_at IS NULL ORDER BY id FOR UPDATE")
                .bind("id", clientId)
                .map((row, context) -> read(row))
                .list();
    }

    List<Grant> lockStandingInOrganization(Handle tx, String organization, String clientId) {
        return tx.createQuery(
                        "SELECT " + COLUMNS + " FROM grants WHERE organization = :organization AND client_id = :client"
                                + " AND ended_at IS NULL ORDER BY id FOR UPDATE")
                .bind("organization", organization)
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .list();
    }

    List<Grant> lockStandingOfSession(Handle tx, String sessionId) {
        return tx.createQuery("SELECT " + COLUMNS
                        + " FROM grants WHERE session_id = :id AND ended_at IS NULL ORDER BY id FOR UPDATE")
                .bind("id", sessionId)
                .map((row, context) -> read(row))
                .list();
    }

    /** Some of all that stand. */
    List<Grant> lockStanding(Handle tx, int limit) {
        return tx.createQuery("SELECT " + COLUMNS + " FROM grants WHERE ended_at IS NULL LIMIT :limit FOR UPDATE")
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** A page of those that ended since then, in the order of their ids. */
    List<EndedGrant> ended(Handle handle, Instant since, UUID after, int limit) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + ", end_reason FROM grants WHERE ended_at >= :since AND id > :after"
                                + " ORDER BY id LIMIT :limit")
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new EndedGrant(read(row), row.getString("end_reason")))
                .list();
    }

    /** Whether there is or was one of this name. */
    boolean isKnown(Handle handle, UUID id) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM grants WHERE id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    void updateScopes(Handle tx, Grant grant) {
        tx.createUpdate("UPDATE grants SET scopes = :scopes, expanded = :expanded,"
                        + " catalog_version = :version WHERE id = :id")
                .bind("id", grant.id())
                .bindArray("scopes", String.class, grant.scopes())
                .bindArray("expanded", String.class, grant.expanded())
                .bind("version", grant.catalogVersion())
                .execute();
    }

    void end(Handle tx, UUID id, String reason, Instant now) {
        tx.createUpdate("UPDATE grants SET ended_at = :now, end_reason = :reason WHERE id = :id")
                .bind("id", id)
                .bind("reason", reason)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    Grant read(ResultSet row) throws SQLException {
        return read(row, known.read(row));
    }

    private Optional<Grant> readLean(ResultSet row) throws SQLException {
        Optional<Terms> terms = known.find(row);
        return terms.isEmpty() ? Optional.empty() : Optional.of(read(row, terms.get()));
    }

    private static Grant read(ResultSet row, Terms terms) throws SQLException {
        return new Grant(
                row.getObject("id", UUID.class),
                row.getObject("consent_id", UUID.class),
                row.getLong("consent_revision"),
                row.getString("client_id"),
                SignInColumns.read(row),
                terms.scopes(),
                terms.expanded(),
                row.getBoolean("complete"),
                row.getInt("catalog_version"),
                List.of((String[]) row.getArray("resources").getArray()),
                row.getString("dpop_jkt"));
    }
}
