package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.GrantOutcome;
import org.sparkall.events.CurrentCatalog;

/** Answers a token request with the tokens of a standing grant (RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3). */
@ApplicationScoped
public class TokenAnswers {

    private final AccessTokens accessTokens;
    private final IdTokens idTokens;
    private final Audiences audiences;
    private final GrantedScopes scopes;
    private final CurrentCatalog catalog;
    private final Clock clock = Clock.systemUTC();

    TokenAnswers(
            AccessTokens accessTokens,
            IdTokens idTokens,
            Audiences audiences,
            GrantedScopes scopes,
            CurrentCatalog catalog) {
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.audiences = audiences;
        this.scopes = scopes;
        this.catalog = catalog;
    }

    /** The tokens for everything that the grant gives this client today. */
    public AccessTokenResponse firstTokens(TokenCall call, GrantOutcome.Standing standing, @Nullable String nonce) {
        GrantedScope scope = scopes.of(
                catalog.get(), standing.grant(), call.client().profile().scopes());
        return tokens(call, standing, scope, nonce);
    }

    /** The tokens for this much of the grant. */
    AccessTokenResponse tokens(
            TokenCall call, GrantOutcome.Standing standing, GrantedScope scope, @Nullable String nonce) {
        if (scope.compact().isEmpty()) {
            throw TokenErrors.invalidGrant("Nothing of the grant is registered any more.");
        }
        Grant grant = standing.grant();
        AccessToken accessToken = accessTokens
                .mint(AccessTokenDraft.of(grant, scope, audience(call, grant), call.dpopKey()))
                .token();
        RefreshToken refreshToken = null;
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("grant_id", grant.id().toString());
        if (call.client().settings().mayUse(GrantType.REFRESH_TOKEN)) {
            refreshToken = new RefreshToken(standing.refreshToken().value());
            Duration left = Duration.between(clock.instant(), standing.refreshTokenExpiresAt());
            more.put("refresh_token_expires_in", Math.max(0, Math.round(left.toMillis() / 1000.0)));
        }
        if (scope.compact().contains(IdTokens.SCOPE)) {
            more.put("id_token", idTokens.mint(call.client().settings().idTokenAlgorithm(), grant, nonce, accessToken));
        }
        return new AccessTokenResponse(new Tokens(accessToken, refreshToken), more);
    }

    /** Whom the tokens of this call are for. */
    List<String> audience(TokenCall call, Grant grant) {
        return audiences.ofToken(
                grant.resources(), call.resources().stream().map(URI::toString).toList());
    }
}
