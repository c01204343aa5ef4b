package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.secret.Secret;

/** Answers questions about grants, and takes them back when an integration asks for that (RFC 7009). */
@ApplicationScoped
public class Grants {

    private final Jdbi jdbi;
    private final GrantStore grants;
    private final RefreshTokenStore refreshTokens;
    private final GrantEnding ending;
    private final GroupedCalls<UUID, Optional<Grant>> looks;

    Grants(Jdbi jdbi, GrantStore grants, RefreshTokenStore refreshTokens, GrantEnding ending) {
        this.jdbi = jdbi;
        this.grants = grants;
        this.refreshTokens = refreshTokens;
        this.ending = ending;
        this.looks = new GroupedCalls<>(ids -> jdbi.withHandle(handle -> grants.standing(handle, ids)));
    }

    /** A refresh token that can still be used. */
    public record UsableRefreshToken(Grant grant, Instant issuedAt, Instant expiresAt) {}

    /** The grant, if it stands. */
    public Optional<Grant> standing(UUID grantId) {
        return looks.call(grantId);
    }

    /** What a refresh token stands for, if it can still be used. */
    public Optional<UsableRefreshToken> usable(Secret refreshToken, Instant now) {
        return jdbi.withHandle(handle -> refreshTokens
                .find(handle, refreshToken.hash())
                .filter(it -> !it.rotated() && now.isBefore(it.expiresAt()))
                .flatMap(it -> grants.standing(handle, it.grantId())
                        .map(grant -> new UsableRefreshToken(grant, it.issuedAt(), it.expiresAt()))));
    }

    /** The grant a refresh token belongs to, used or not, if the grant stands. */
    public Optional<Grant> ofRefreshToken(Secret refreshToken) {
        return jdbi.withHandle(handle ->
                refreshTokens.find(handle, refreshToken.hash()).flatMap(it -> grants.standing(handle, it.grantId())));
    }

    /** Ends a grant because its integration gave a token of it back. */
    public void revoke(UUID grantId) {
        jdbi.useTransaction(tx -> ending.end(tx, grantId, Reason.REVOKED));
    }
}
