package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.sparkall.auth.expiry.ExpiringRows;
import org.sparkall.auth.secret.Secret;
import org.sparkall.telemetry.TraceParent;

/** Authorization codes in the database, by their hash. */
@ApplicationScoped
class CodeStore implements ExpiringRows {

    private static final String COLUMNS =
            "flow_id, client_id, redirect_uri, code_challenge, person, organization, consent_id,"
                    + " consent_revision, scopes, expanded, catalog_version, redeemed_at, grant_id, resources, dpop_jkt,"
                    + " nonce, authenticated_at, acr, session_id, complete, changes_grant_id, trace_parent";

    /** How long a code is remembered after its end, so that a late reuse is still noticed. */
    private static final Duration MEMORY = Duration.ofDays(1);

    /**
     * A code that was issued, and the grant it became when it was redeemed.
     *
     * @param expired whether its time has run out, by the database's clock: a code lives for a minute, and the replica that redeems it is
     *     mostly not the one that issued it
     */
    record StoredCode(CodeDraft draft, boolean expired, boolean redeemed, Optional<UUID> grantId) {}

    /**
     * Keeps a code, unless its flow has been given one already; its consent is {@link ConsentStates#expect expected} from then on.
     *
     * @return whether it was kept
     */
    boolean insert(Handle handle, Secret.Hash hash, CodeDraft code, Duration lifetime) {
        Update insert = handle.createUpdate("WITH expected AS (" + ConsentStates.EXPECTATION
                + ") INSERT INTO authorization_code (code_hash, flow_id, client_id, redirect_uri,"
                + " code_challenge, person, organization, consent_id, consent_revision, scopes, expanded, complete,"
                + " catalog_version, expires_at, resources, dpop_jkt, nonce, authenticated_at, acr,"
                + " session_id, changes_grant_id, trace_parent) VALUES (:hash, :flow, :client, :redirect, :challenge, :person,"
                + " :organization, :consent, :revision, :scopes, :expanded, :complete, :version,"
                + " now() + make_interval(secs => :lifetime),"
                + " :resources, :dpopKey, :nonce, :authenticatedAt, :acr, :sessionId, CAST(:changes AS uuid), :trace)"
                + " ON CONFLICT (flow_id) DO NOTHING");
        return SignInColumns.bind(insert, code.signIn())
                        .bind("hash", hash.bytes())
                        .bind("flow", code.flowId())
                        .bind("client", code.clientId())
                        .bind("redirect", code.redirectUri())
                        .bind("challenge", code.codeChallenge())
                        .bindArray("resources", String.class, code.resources())
                        .bind("dpopKey", code.dpopKey())
                        .bind("nonce", code.nonce())
                        .bind(
                                "changes",
                                code.grantId() == null ? null : code.grantId().toString())
                        .bind(
                                "trace",
                                code.trace() == null ? null : code.trace().value())
                        .bind("consent", code.consent().consentId())
                        .bind("revision", code.consent().revision())
                        .bindArray("scopes", String.class, code.consent().scopes())
                        .bindArray("expanded", String.class, code.consent().expanded())
                        .bind("complete", code.consent().complete())
                        .bind("version", code.consent().catalogVersion())
                        .bind("lifetime", (double) lifetime.toSeconds())
                        .execute()
                == 1;
    }

    Optional<StoredCode> lock(Handle tx, Secret.Hash hash) {
        return tx.createQuery("SELECT " + COLUMNS
                        + ", expires_at < now() AS expired FROM authorization_code WHERE code_hash = :hash FOR UPDATE")
                .bind("hash", hash.bytes())
                .map((row, context) -> read(row))
                .findOne();
    }

    void markRedeemed(Handle tx, Secret.Hash hash, UUID grantId, Instant now) {
        tx.createUpdate("UPDATE authorization_code SET redeemed_at = :now, grant_id = :grant WHERE code_hash = :hash")
                .bind("hash", hash.bytes())
                .bind("grant", grantId)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    @Override
    public Expiry expiry() {
        return new Expiry("authorization_code", "expires_at", MEMORY);
    }

    private static StoredCode read(ResultSet row) throws SQLException {
        return new StoredCode(
                new CodeDraft(
                        row.getString("flow_id"),
                        row.getString("client_id"),
                        row.getString("redirect_uri"),
                        row.getString("code_challenge"),
                        List.of((String[]) row.getArray("resources").getArray()),
                        row.getString("dpop_jkt"),
                        row.getString("nonce"),
                        row.getObject("changes_grant_id", UUID.class),
                        SignInColumns.read(row),
                        new ConsentSnapshot(
                                row.getObject("consent_id", UUID.class),
                                row.getLong("consent_revision"),
                                row.getInt("catalog_version"),
                                List.of((String[]) row.getArray("scopes").getArray()),
                                List.of((String[]) row.getArray("expanded").getArray()),
                                row.getBoolean("complete")),
                        TraceParent.parse(row.getString("trace_parent")).orElse(null)),
                row.getBoolean("expired"),
                row.getObject("redeemed_at") != null,
                Optional.ofNullable(row.getObject("grant_id", UUID.class)));
    }
}
