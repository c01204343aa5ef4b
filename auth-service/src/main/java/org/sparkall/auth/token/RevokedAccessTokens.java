package org.sparkall.auth.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.expiry.ExpiringRows;

/** Access tokens without a grant that were revoked before they ran out. Tokens of a grant need none of this: their grant ends. */
@ApplicationScoped
class RevokedAccessTokens implements ExpiringRows {

    private final Jdbi jdbi;

    RevokedAccessTokens(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void add(String jti, Instant expiresAt) {
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO revoked_access_token (jti, expires_at)"
                        + " VALUES (:jti, :expires) ON CONFLICT DO NOTHING")
                .bind("jti", jti)
                .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .execute());
    }

    boolean contains(String jti) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT true FROM revoked_access_token WHERE jti = :jti")
                .bind("jti", jti)
                .map((row, context) -> true)
                .findOne()
                .isPresent());
    }

    @Override
    public Expiry expiry() {
        return Expiry.at("revoked_access_token", "expires_at");
    }
}
