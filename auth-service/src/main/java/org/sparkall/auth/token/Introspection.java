package org.sparkall.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.Grants;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/**
 * Says what a token stands for now. A token is active when it verifies, its grant stands, its integration is enabled, and it was not
 * revoked; an active one is said to have no more scopes than its grant has left.
 */
@ApplicationScoped
class Introspection {

    private static final TokenIntrospectionSuccessResponse INACTIVE =
            new TokenIntrospectionSuccessResponse.Builder(false).build();

    private final AccessTokenVerifier verifier;
    private final Grants grants;
    private final RevokedAccessTokens revoked;
    private final IntegrationRegistry registry;
    private final GrantedScopes scopes;
    private final CurrentCatalog catalog;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();

    Introspection(
            AccessTokenVerifier verifier,
            Grants grants,
            RevokedAccessTokens revoked,
            IntegrationRegistry registry,
            GrantedScopes scopes,
            CurrentCatalog catalog,
            TokenSettings settings) {
        this.verifier = verifier;
        this.grants = grants;
        this.revoked = revoked;
        this.registry = registry;
        this.scopes = scopes;
        this.catalog = catalog;
        this.settings = settings;
    }

    /**
     * Answers.
     *
     * @param token an access or refresh token, or anything else
     * @param mayAskAbout which client's tokens the asker may know of; all others are inactive to them
     */
    TokenIntrospectionSuccessResponse of(String token, Predicate<String> mayAskAbout) {
        return verifier.verify(token)
                .map(claims -> ofAccessToken(claims, mayAskAbout))
                .orElseGet(() -> ofRefreshToken(new Secret(token), mayAskAbout));
    }

    private TokenIntrospectionSuccessResponse ofAccessToken(JWTClaimsSet claims, Predicate<String> mayAskAbout) {
        try {
            String clientId = claims.getStringClaim(AccessTokens.CLIENT_ID);
            if (!mayAskAbout.test(clientId)) return INACTIVE;
            Optional<Integration> client = enabled(clientId);
            if (client.isEmpty()) return INACTIVE;
            ScopeClaim scope = ScopeClaim.of(claims);
            String grantId = claims.getStringClaim(AccessTokens.GRANT_ID);
            if (grantId == null)
                return revoked.contains(claims.getJWTID()) ? INACTIVE : describe(claims, scope.names());
            Optional<Grant> grant = grants.standing(UUID.fromString(grantId));
            if (grant.isEmpty()) return INACTIVE;
            return scope.abridged()
                    ? describeAbridged(claims, scope, client.get(), grant.get())
                    : describe(claims, stillGranted(scope, grant.get()));
        } catch (ParseException e) {
            throw new IllegalStateException("a token of our own making has claims of the right types", e);
        }
    }

    private static List<String> stillGranted(ScopeClaim scope, Grant grant) {
        Set<String> left = new HashSet<>(grant.scopes());
        left.addAll(grant.expanded());
        return scope.names().stream().filter(left::contains).toList();
    }

    /** An answer has room for what the token had none for. */
    private TokenIntrospectionSuccessResponse describeAbridged(
            JWTClaimsSet claims, ScopeClaim scope, Integration client, Grant grant) throws ParseException {
        ScopeCatalog rules = catalog.get();
        GrantedScope now = scopes.of(rules, grant, client.profile().scopes()).within(rules, scope);
        JWTClaimsSet.Builder whole = new JWTClaimsSet.Builder(claims);
        if (!now.withheld().isEmpty()) whole.claim(AccessTokens.WITHHELD, now.withheld());
        return describe(
                whole.build(),
                now.claim().isEmpty() ? List.of() : List.of(now.claim().split(" ")));
    }

    private static TokenIntrospectionSuccessResponse describe(JWTClaimsSet claims, List<String> scopes)
            throws ParseException {
        TokenIntrospectionSuccessResponse.Builder answer = new TokenIntrospectionSuccessResponse.Builder(true)
                .tokenType(
                        claims.getClaim(AccessTokens.CONFIRMATION) == null
                                ? AccessTokenType.BEARER
                                : AccessTokenType.DPOP)
                .issuer(new Issuer(claims.getIssuer()))
                .subject(new Subject(claims.getSubject()))
                .audience(Audience.create(claims.getAudience()))
                .clientID(new ClientID(claims.getStringClaim(AccessTokens.CLIENT_ID)))
                .issueTime(claims.getIssueTime())
                .expirationTime(claims.getExpirationTime())
                .jwtID(new JWTID(claims.getJWTID()));
        if (!scopes.isEmpty()) answer.scope(new Scope(scopes.toArray(String[]::new)));
        for (String name : List.of(
                AccessTokens.GRANT_ID,
                AccessTokens.CATALOG_VERSION,
                AccessTokens.WITHHELD,
                AccessTokens.ORGANIZATION,
                AccessTokens.AUTHENTICATED_AT,
                AccessTokens.AUTHENTICATION_CLASS,
                AccessTokens.CONFIRMATION)) {
            if (claims.getClaim(name) != null) answer.parameter(name, claims.getClaim(name));
        }
        return answer.build();
    }

    private TokenIntrospectionSuccessResponse ofRefreshToken(Secret token, Predicate<String> mayAskAbout) {
        return grants.usable(token, clock.instant())
                .filter(it -> mayAskAbout.test(it.grant().clientId()))
                .filter(it -> enabled(it.grant().clientId()).isPresent())
                .map(this::describe)
                .orElse(INACTIVE);
    }

    private TokenIntrospectionSuccessResponse describe(Grants.UsableRefreshToken token) {
        Grant grant = token.grant();
        return new TokenIntrospectionSuccessResponse.Builder(true)
                .issuer(new Issuer(settings.issuer()))
                .subject(new Subject(grant.person()))
                .clientID(new ClientID(grant.clientId()))
                .scope(new Scope(grant.scopes().toArray(String[]::new)))
                .issueTime(Date.from(token.issuedAt()))
                .expirationTime(Date.from(token.expiresAt()))
                .parameter(AccessTokens.GRANT_ID, grant.id().toString())
                .build();
    }

    private Optional<Integration> enabled(String clientId) {
        return registry.byClientId(clientId).filter(Integration::isEnabled);
    }
}
