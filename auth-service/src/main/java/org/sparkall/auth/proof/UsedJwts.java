package org.sparkall.auth.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.expiry.ExpiringRows;
import org.sparkall.auth.secret.Secret;

/** Remembers which JWTs were used, on all replicas, for as long as they could be used again. */
@ApplicationScoped
public class UsedJwts implements ExpiringRows {

    private final Jdbi jdbi;

    UsedJwts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Takes a use down.
     *
     * @param issuer whose JWT it is, together with what it was for
     * @param jti its identifier; of any length, only a hash is kept
     * @return whether this was the first use
     */
    public boolean markUsed(String issuer, String jti, Instant expiresAt) {
        byte[] hash = new Secret(issuer + '\n' + jti).hash().bytes();
        return jdbi.withHandle(handle -> handle.createUpdate("INSERT INTO used_jwt (use_hash, expires_at)"
                                + " VALUES (:hash, :expires) ON CONFLICT DO NOTHING")
                        .bind("hash", hash)
                        .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    @Override
    public Expiry expiry() {
        return Expiry.at("used_jwt", "expires_at");
    }
}
