package org.sparkall.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.key.KeyRing;

/** Mints access tokens: JWTs of the profile RFC 9068, signed with ES256. */
@ApplicationScoped
class AccessTokens {

    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    static final String GRANT_ID = "grant_id";
    static final String CLIENT_ID = "client_id";
    static final String SCOPE = "scope";
    static final String CATALOG_VERSION = "catalog_version";
    static final String ORGANIZATION = "org";

    private final KeyRing keys;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();

    AccessTokens(KeyRing keys, TokenSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** A token for what a person granted. */
    BearerAccessToken forGrant(Grant grant, GrantedScope scope, int catalogVersion) {
        JWTClaimsSet.Builder claims = claims(grant.person(), grant.clientId())
                .claim(SCOPE, String.join(" ", scope.claim()))
                .claim(GRANT_ID, grant.id().toString())
                .claim(CATALOG_VERSION, catalogVersion);
        grant.organization().ifPresent(it -> claims.claim(ORGANIZATION, it));
        return sign(claims.build(), scope);
    }

    /** A token for an integration that speaks for itself: no person, so no scope (RFC 6749 section 4.4). */
    BearerAccessToken forClient(String clientId) {
        return sign(claims(clientId, clientId).build(), GrantedScope.NONE);
    }

    private JWTClaimsSet.Builder claims(String subject, String clientId) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(settings.issuer().toString())
                .subject(subject)
                .audience(settings.audience())
                .claim(CLIENT_ID, clientId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.effectiveAccessLifetime())))
                .jwtID(UUID.randomUUID().toString());
    }

    private BearerAccessToken sign(JWTClaimsSet claims, GrantedScope scope) {
        ECKey key = keys.signingKey();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 must be there in every Java runtime", e);
        }
        return new BearerAccessToken(
                token.serialize(),
                settings.effectiveAccessLifetime().toSeconds(),
                scope.compact().isEmpty() ? null : new Scope(scope.compact().toArray(String[]::new)));
    }
}
