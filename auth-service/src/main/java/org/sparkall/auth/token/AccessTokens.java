package org.sparkall.auth.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.key.SigningAlgorithm;
import org.sparkall.key.TokenSigner;

/** Mints access tokens: JWTs of the profile RFC 9068, signed with ES256. */
@ApplicationScoped
class AccessTokens {

    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    /** For resource servers that do not know the other. */
    static final JOSEObjectType PLAIN_TYPE = JOSEObjectType.JWT;

    static final String GRANT_ID = "grant_id";
    static final String CLIENT_ID = "client_id";
    static final String SCOPE = "scope";
    static final String CATALOG_VERSION = "catalog_version";
    static final String WITHHELD = "withheld_scopes";
    static final String ABRIDGED = "scope_abridged";
    static final String ORGANIZATION = "org";
    static final String CONFIRMATION = "cnf";
    static final String AUTHENTICATED_AT = "auth_time";
    static final String AUTHENTICATION_CLASS = "acr";

    private final TokenSigner signer;
    private final TokenSettings settings;
    private final Audiences audiences;
    private final Clock clock = Clock.systemUTC();

    /** A token as it was made, and what of it may be kept. */
    record MintedToken(AccessToken token, String jti, Instant issuedAt, Instant expiresAt) {}

    AccessTokens(TokenSigner signer, TokenSettings settings, Audiences audiences) {
        this.signer = signer;
        this.settings = settings;
        this.audiences = audiences;
    }

    /** Whether it mints without waiting for anything. */
    boolean areImmediate() {
        return signer.isImmediate();
    }

    /** Mints one. */
    MintedToken mint(AccessTokenDraft draft) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.effectiveAccessLifetime());
        if (draft.notAfter() != null && draft.notAfter().isBefore(expiresAt)) expiresAt = draft.notAfter();
        JWTClaimsSet claims = claims(draft, now, expiresAt);
        return new MintedToken(
                accessToken(
                        signer.sign(
                                        SigningAlgorithm.ES256,
                                        audiences.arePlain(draft.audience()) ? PLAIN_TYPE : TYPE,
                                        claims)
                                .serialize(),
                        Duration.between(now, expiresAt).toSeconds(),
                        draft),
                claims.getJWTID(),
                now,
                expiresAt);
    }

    private JWTClaimsSet claims(AccessTokenDraft draft, Instant now, Instant expiresAt) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer().toString())
                .subject(draft.subject())
                .audience(draft.audience())
                .claim(CLIENT_ID, draft.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .jwtID(UUID.randomUUID().toString());
        boolean abridged = draft.scope().isAbridgedBeyond(settings.scopeClaimLimit());
        String scope = abridged ? draft.scope().abridgedClaim() : draft.scope().claim();
        if (!scope.isEmpty()) claims.claim(SCOPE, scope);
        if (abridged) claims.claim(ABRIDGED, true);
        draft.grant().ifPresent(grant -> {
            claims.claim(GRANT_ID, grant.id().toString())
                    .claim(CATALOG_VERSION, grant.catalogVersion())
                    .claim(AUTHENTICATED_AT, grant.signIn().authenticatedAt().getEpochSecond())
                    .claim(AUTHENTICATION_CLASS, grant.signIn().acr());
            if (!draft.scope().withheld().isEmpty())
                claims.claim(WITHHELD, draft.scope().withheld());
            grant.organization().ifPresent(it -> claims.claim(ORGANIZATION, it));
        });
        if (draft.dpopKey() != null) claims.claim(CONFIRMATION, Map.of("jkt", draft.dpopKey()));
        return claims.build();
    }

    private static AccessToken accessToken(String value, long lifetime, AccessTokenDraft draft) {
        List<String> compact = draft.scope().compact();
        Scope scope = compact.isEmpty() ? null : new Scope(compact.toArray(String[]::new));
        return draft.dpopKey() == null
                ? new BearerAccessToken(value, lifetime, scope)
                : new DPoPAccessToken(value, lifetime, scope);
    }
}
