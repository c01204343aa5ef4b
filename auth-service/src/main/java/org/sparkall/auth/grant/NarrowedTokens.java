package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.expiry.ExpiringRows;

/** Keeps which tokens were narrowed out of a grant, with their event (RFC 8693). */
@ApplicationScoped
public class NarrowedTokens implements ExpiringRows {

    private final Jdbi jdbi;
    private final GrantEvents events;

    NarrowedTokens(Jdbi jdbi, GrantEvents events) {
        this.jdbi = jdbi;
        this.events = events;
    }

    /** A token that was narrowed out of a grant; the token itself is not kept. */
    public record NarrowedToken(
            String jti, Instant issuedAt, Instant expiresAt, List<String> audience, List<String> scopes) {}

    public void record(Grant grant, NarrowedToken token) {
        jdbi.useTransaction(tx -> {
            tx.createUpdate("INSERT INTO narrowed_token (jti, grant_id, issued_at, expires_at, audience, scopes)"
                            + " VALUES (:jti, :grant, :issued, :expires, :audience, :scopes)")
                    .bind("jti", token.jti())
                    .bind("grant", grant.id())
                    .bind("issued", token.issuedAt().atOffset(ZoneOffset.UTC))
                    .bind("expires", token.expiresAt().atOffset(ZoneOffset.UTC))
                    .bindArray("audience", String.class, token.audience())
                    .bindArray("scopes", String.class, token.scopes())
                    .execute();
            events.narrowed(tx, grant, token.scopes());
        });
    }

    @Override
    public Expiry expiry() {
        return Expiry.at("narrowed_token", "expires_at");
    }
}
