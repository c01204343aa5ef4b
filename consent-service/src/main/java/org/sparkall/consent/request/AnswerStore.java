package org.sparkall.consent.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Answers in the database. */
@ApplicationScoped
class AnswerStore {

    private static final String COLUMNS =
            "request_id, reference, person, client_id, status, consent_id, revision, catalog_version, scopes,"
                    + " expanded";

    /** Keeps others from answering the same request until the transaction ends. */
    void lock(Handle tx, UUID requestId) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:key, 1))")
                .bind("key", requestId.toString())
                .map((row, context) -> true)
                .one();
    }

    Optional<Answer> find(Handle handle, UUID requestId) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent_answer WHERE request_id = :id")
                .bind("id", requestId)
                .map((row, context) -> read(row))
                .findOne();
    }

    void insert(Handle tx, Answer it) {
        tx.createUpdate("INSERT INTO consent_answer (request_id, reference, person, client_id, status,"
                        + " consent_id, revision, catalog_version, scopes, expanded, answered_at) VALUES (:id,"
                        + " :reference, :person, :client, :status, :consent, :revision, :version, :scopes,"
                        + " :expanded, now())")
                .bind("id", it.requestId())
                .bind("reference", it.reference())
                .bind("person", it.person())
                .bind("client", it.clientId())
                .bind("status", it.granted() ? "granted" : "declined")
                .bind("consent", it.consentId())
                .bind("revision", it.revision())
                .bind("version", it.catalogVersion())
                .bindArray("scopes", String.class, it.scopes())
                .bindArray("expanded", String.class, it.expanded())
                .execute();
    }

    /** Forgets up to {@code limit} answers that were given before this time. */
    int deleteAnsweredBefore(Handle tx, Instant time, int limit) {
        return tx.createUpdate("DELETE FROM consent_answer WHERE request_id IN"
                        + " (SELECT request_id FROM consent_answer WHERE answered_at < :time LIMIT :limit)")
                .bind("time", time.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .execute();
    }

    private static Answer read(ResultSet row) throws SQLException {
        return new Answer(
                row.getObject("request_id", UUID.class),
                row.getString("reference"),
                row.getString("person"),
                row.getString("client_id"),
                row.getString("status").equals("granted"),
                row.getObject("consent_id", UUID.class),
                row.getLong("revision"),
                row.getInt("catalog_version"),
                List.of((String[]) row.getArray("scopes").getArray()),
                List.of((String[]) row.getArray("expanded").getArray()));
    }
}
