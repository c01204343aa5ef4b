package org.sparkall.auth.integration;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.Integration.Publisher;
import org.sparkall.auth.secret.Secret;

/** Integrations in the database. Deleted ones are found by {@link #byClientId} only. */
@ApplicationScoped
class IntegrationStore {

    /** No id is less: they are random. */
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String COLUMNS =
            "id, client_id, owner, name, description, logo_uri, client_type, redirect_uris, scopes, features,"
                    + " status, secret_hash, revision, created_at, updated_at, auth_method, jwks, grant_types,"
                    + " require_pushed, dpop_bound, post_logout_redirect_uris, backchannel_logout_uri, id_token_alg,"
                    + " client_uri, publisher, publisher_verified_by, publisher_verified_at, policy_uri, tos_uri";

    Optional<Integration> byClientId(Handle handle, String clientId) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM integration WHERE client_id = :client")
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .findOne();
    }

    Optional<Integration> ofOwner(Handle handle, String owner, UUID id) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM integration WHERE id = :id AND owner = :owner AND status <> 'deleted'")
                .bind("id", id)
                .bind("owner", owner)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** As {@link #byClientId}, and keeps others from changing it until the transaction ends. */
    Optional<Integration> lockByClientId(Handle tx, String clientId) {
        return tx.createQuery("SELECT " + COLUMNS + " FROM integration WHERE client_id = :client FOR UPDATE")
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** As {@link #ofOwner}, and keeps others from changing it until the transaction ends. */
    Optional<Integration> lockOfOwner(Handle tx, String owner, UUID id) {
        return tx.createQuery("SELECT " + COLUMNS
                        + " FROM integration WHERE id = :id AND owner = :owner AND status <> 'deleted' FOR UPDATE")
                .bind("id", id)
                .bind("owner", owner)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** A page of a developer's integrations, in the order of their ids. */
    List<Integration> page(Handle handle, String owner, @Nullable UUID after, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM integration WHERE owner = :owner AND status <> 'deleted'"
                        + " AND id > :after ORDER BY id LIMIT :limit")
                .bind("owner", owner)
                .bind("after", after == null ? BEFORE_ALL : after)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** A page of everybody's integrations, in the order of their client identifiers; what is null does not matter. */
    List<Integration> page(
            Handle handle,
            @Nullable String name,
            @Nullable String owner,
            @Nullable String status,
            String after,
            int limit) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM integration WHERE client_id > :after AND status <> 'deleted'"
                                + " AND (CAST(:name AS text) IS NULL OR position(lower(:name) IN lower(name)) > 0)"
                                + " AND (CAST(:owner AS text) IS NULL OR owner = :owner)"
                                + " AND (CAST(:status AS text) IS NULL OR status = :status)"
                                + " ORDER BY client_id LIMIT :limit")
                .bind("name", name)
                .bind("owner", owner)
                .bind("status", status)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** A page of all there are and ever were, in the order of their client identifiers. */
    List<Integration> all(Handle handle, String after, int limit) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM integration WHERE client_id > :after ORDER BY client_id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    void insert(Handle tx, Integration it) {
        bind(
                        tx.createUpdate(
                                "INSERT INTO integration (id, client_id, owner, name, description, logo_uri, client_uri, policy_uri, tos_uri,"
                                        + " client_type, redirect_uris, scopes, features, status, secret_hash, revision,"
                                        + " created_at, updated_at, auth_method, jwks, grant_types, require_pushed,"
                                        + " dpop_bound, post_logout_redirect_uris, backchannel_logout_uri, id_token_alg, publisher,"
                                        + " publisher_verified_by, publisher_verified_at) VALUES (:id,"
                                        + " :clientId, :owner, :name, :description, :logoUri, :clientUri, :policyUri, :tosUri, :type, :redirectUris, :scopes,"
                                        + " :features, :status, :secretHash, :revision, :createdAt, :updatedAt, :authMethod,"
                                        + " :jwks, :grantTypes, :requirePushed, :dpopBound, :postLogout, :backchannelLogout,"
                                        + " :idTokenAlg, :publisher, :publisherVerifiedBy, :publisherVerifiedAt)"),
                        it)
                .execute();
    }

    void update(Handle tx, Integration it) {
        bind(
                        tx.createUpdate("UPDATE integration SET name = :name, description = :description,"
                                + " logo_uri = :logoUri, client_uri = :clientUri, policy_uri = :policyUri, tos_uri = :tosUri, publisher = :publisher,"
                                + " publisher_verified_by = :publisherVerifiedBy,"
                                + " publisher_verified_at = :publisherVerifiedAt, redirect_uris = :redirectUris, scopes = :scopes,"
                                + " features = :features, status = :status, secret_hash = :secretHash,"
                                + " client_type = :type, auth_method = :authMethod, jwks = :jwks, grant_types = :grantTypes,"
                                + " require_pushed = :requirePushed, dpop_bound = :dpopBound,"
                                + " post_logout_redirect_uris = :postLogout,"
                                + " backchannel_logout_uri = :backchannelLogout, id_token_alg = :idTokenAlg,"
                                + " revision = :revision, updated_at = :updatedAt WHERE id = :id"),
                        it)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Integration it) {
        Integration.Profile profile = it.profile();
        return ClientSettingsColumns.bind(statement, profile.settings())
                .bind("id", it.id())
                .bind("clientId", it.clientId())
                .bind("owner", it.owner())
                .bind("name", profile.name())
                .bind("description", profile.description())
                .bind("logoUri", profile.logoUri().map(URI::toString).orElse(null))
                .bind("clientUri", profile.clientUri().map(URI::toString).orElse(null))
                .bind("policyUri", profile.policyUri().map(URI::toString).orElse(null))
                .bind("tosUri", profile.tosUri().map(URI::toString).orElse(null))
                .bind("publisher", it.publisher().map(Publisher::name).orElse(null))
                .bind(
                        "publisherVerifiedBy",
                        it.publisher().map(Publisher::verifiedBy).orElse(null))
                .bind(
                        "publisherVerifiedAt",
                        it.publisher()
                                .map(by -> by.verifiedAt().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .bind("type", it.type().wireName())
                .bindArray(
                        "redirectUris",
                        String.class,
                        profile.redirectUris().stream().map(URI::toString).toList())
                .bindArray("scopes", String.class, profile.scopes())
                .bindArray("features", String.class, profile.features())
                .bind("status", it.status().wireName())
                .bind("secretHash", it.secretHash().map(Secret.Hash::bytes).orElse(null))
                .bind("revision", it.revision())
                .bind("createdAt", it.createdAt().atOffset(ZoneOffset.UTC))
                .bind("updatedAt", it.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static Integration read(ResultSet row) throws SQLException {
        return new Integration(
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                row.getString("owner"),
                new Integration.Profile(
                        row.getString("name"),
                        row.getString("description"),
                        Optional.ofNullable(row.getString("logo_uri")).map(URI::create),
                        Optional.ofNullable(row.getString("client_uri")).map(URI::create),
                        Optional.ofNullable(row.getString("policy_uri")).map(URI::create),
                        Optional.ofNullable(row.getString("tos_uri")).map(URI::create),
                        texts(row, "redirect_uris").map(URI::create).toList(),
                        texts(row, "scopes").toList(),
                        texts(row, "features").toList(),
                        ClientSettingsColumns.read(row)),
                ClientType.ofWireName(row.getString("client_type")),
                Status.ofWireName(row.getString("status")),
                Optional.ofNullable(row.getBytes("secret_hash")).map(Secret.Hash::new),
                publisher(row),
                row.getLong("revision"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<Publisher> publisher(ResultSet row) throws SQLException {
        String name = row.getString("publisher");
        if (name == null) return Optional.empty();
        return Optional.of(new Publisher(
                name,
                row.getString("publisher_verified_by"),
                row.getObject("publisher_verified_at", OffsetDateTime.class).toInstant()));
    }

    static Stream<String> texts(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray());
    }
}
