package org.sparkall.auth.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.sparkall.auth.grant.ConsentSnapshot;
import org.sparkall.auth.grant.SignIn;
import org.sparkall.auth.grant.SignInColumns;
import org.sparkall.auth.secret.Secret;

/** Device authorizations in the database, by the hashes of their codes. */
@ApplicationScoped
class DeviceAuthorizationStore {

    private static final String COLUMNS =
            "flow_id, client_id, scopes, resources, status, poll_interval, next_poll_at, expires_at, person,"
                    + " organization, consent_id, consent_revision, granted, expanded, catalog_version, authenticated_at,"
                    + " acr, session_id, grant_id, complete";

    /** What a device that asks for its answer finds. */
    record Waiting(
            DeviceRequest request,
            Status status,
            Duration pollInterval,
            Instant nextPollAt,
            Instant expiresAt,
            Optional<Approval> approval,
            Optional<UUID> grantId) {}

    /** The person's word. */
    record Approval(SignIn signIn, ConsentSnapshot consent) {}

    enum Status {
        PENDING,
        APPROVED,
        DENIED,
        REDEEMED
    }

    void insert(
            Handle tx,
            Secret.Hash deviceCode,
            byte[] userCode,
            DeviceRequest request,
            Duration interval,
            Instant now,
            Instant expiresAt) {
        tx.createUpdate(
                        "INSERT INTO device_authorization (device_code_hash, user_code_hash, flow_id, client_id, scopes,"
                                + " resources, status, poll_interval, next_poll_at, expires_at) VALUES (:device, :user, :flow,"
                                + " :client, :scopes, :resources, 'pending', :interval, :now, :expires)")
                .bind("device", deviceCode.bytes())
                .bind("user", userCode)
                .bind("flow", request.flowId())
                .bind("client", request.clientId())
                .bindArray("scopes", String.class, request.scopes())
                .bindArray("resources", String.class, request.resources())
                .bind("interval", Math.toIntExact(interval.toSeconds()))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** The request that still waits for this user code. */
    Optional<DeviceRequest> pending(Handle handle, byte[] userCode, Instant now) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM device_authorization WHERE user_code_hash = :user"
                        + " AND status = 'pending' AND expires_at > :now")
                .bind("user", userCode)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> request(row))
                .findOne();
    }

    Optional<Waiting> lock(Handle tx, Secret.Hash deviceCode) {
        return tx.createQuery(
                        "SELECT " + COLUMNS + " FROM device_authorization WHERE device_code_hash = :device FOR UPDATE")
                .bind("device", deviceCode.bytes())
                .map((row, context) -> waiting(row))
                .findOne();
    }

    void slowDown(Handle tx, Secret.Hash deviceCode, Duration interval, Instant nextPollAt) {
        tx.createUpdate("UPDATE device_authorization SET poll_interval = :interval, next_poll_at = :next"
                        + " WHERE device_code_hash = :device")
                .bind("device", deviceCode.bytes())
                .bind("interval", Math.toIntExact(interval.toSeconds()))
                .bind("next", nextPollAt.atOffset(ZoneOffset.UTC))
                .execute();
    }

    boolean approve(Handle tx, String flowId, Approval approval, Instant now) {
        ConsentSnapshot consent = approval.consent();
        Update update = tx.createUpdate("UPDATE device_authorization SET status = 'approved', person = :person,"
                + " organization = :organization, authenticated_at = :authenticatedAt, acr = :acr,"
                + " session_id = :sessionId, consent_id = :consent, consent_revision = :revision, granted = :granted,"
                + " expanded = :expanded, complete = :complete, catalog_version = :version WHERE flow_id = :flow AND status = 'pending'"
                + " AND expires_at > :now");
        return SignInColumns.bind(update, approval.signIn())
                        .bind("flow", flowId)
                        .bind("consent", consent.consentId())
                        .bind("revision", consent.revision())
                        .bindArray("granted", String.class, consent.scopes())
                        .bindArray("expanded", String.class, consent.expanded())
                        .bind("complete", consent.complete())
                        .bind("version", consent.catalogVersion())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute()
                == 1;
    }

    void deny(Handle tx, String flowId) {
        tx.createUpdate(
                        "UPDATE device_authorization SET status = 'denied' WHERE flow_id = :flow AND status = 'pending'")
                .bind("flow", flowId)
                .execute();
    }

    void markRedeemed(Handle tx, Secret.Hash deviceCode, UUID grantId) {
        tx.createUpdate("UPDATE device_authorization SET status = 'redeemed', grant_id = :grant"
                        + " WHERE device_code_hash = :device")
                .bind("device", deviceCode.bytes())
                .bind("grant", grantId)
                .execute();
    }

    private static DeviceRequest request(ResultSet row) throws SQLException {
        return new DeviceRequest(
                row.getString("flow_id"), row.getString("client_id"), texts(row, "scopes"), texts(row, "resources"));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        Status status = Status.valueOf(row.getString("status").toUpperCase(java.util.Locale.ROOT));
        return new Waiting(
                request(row),
                status,
                Duration.ofSeconds(row.getInt("poll_interval")),
                row.getObject("next_poll_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("consent_id") == null ? Optional.empty() : Optional.of(approval(row)),
                Optional.ofNullable(row.getObject("grant_id", UUID.class)));
    }

    private static Approval approval(ResultSet row) throws SQLException {
        return new Approval(
                SignInColumns.read(row),
                new ConsentSnapshot(
                        row.getObject("consent_id", UUID.class),
                        row.getLong("consent_revision"),
                        row.getInt("catalog_version"),
                        texts(row, "granted"),
                        texts(row, "expanded"),
                        row.getBoolean("complete")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
