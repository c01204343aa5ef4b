package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.grant.CodeRedemption;
import org.sparkall.auth.grant.GrantOutcome;
import org.sparkall.auth.grant.RefreshTokens;
import org.sparkall.auth.integration.ClientType;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/** Answers token requests: code, refresh token, client credentials. */
@ApplicationScoped
class TokenIssuance {

    private final ClientAuthenticator clients;
    private final CodeRedemption codes;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final CurrentCatalog catalog;
    private final MeterRegistry metrics;
    private final Clock clock = Clock.systemUTC();

    TokenIssuance(
            ClientAuthenticator clients,
            CodeRedemption codes,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            CurrentCatalog catalog,
            MeterRegistry metrics) {
        this.clients = clients;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.catalog = catalog;
        this.metrics = metrics;
    }

    /**
     * Answers.
     *
     * @throws ProtocolException with an error of RFC 6749 section 5.2
     */
    AccessTokenResponse answer(TokenRequest request) {
        Integration client = clients.authenticate(request.getClientAuthentication(), request.getClientID())
                .orElseThrow(() -> refusal(OAuth2Error.INVALID_CLIENT, "Client authentication failed."));
        AccessTokenResponse response = switch (request.getAuthorizationGrant()) {
            case AuthorizationCodeGrant grant -> redeem(client, grant);
            case RefreshTokenGrant grant -> refresh(client, grant, request.getScope());
            case ClientCredentialsGrant grant -> forItself(client, request.getScope());
            default -> throw refusal(OAuth2Error.UNSUPPORTED_GRANT_TYPE, "This grant type is not supported.");
        };
        metrics.counter(
                        "sparkall.tokens.issued",
                        "grant_type",
                        request.getAuthorizationGrant().getType().getValue())
                .increment();
        return response;
    }

    private AccessTokenResponse redeem(Integration client, AuthorizationCodeGrant grant) {
        if (grant.getCodeVerifier() == null) throw refusal(OAuth2Error.INVALID_GRANT, "The code_verifier is missing.");
        if (grant.getRedirectionURI() == null) throw refusal(OAuth2Error.INVALID_GRANT, "The redirect_uri is missing.");
        GrantOutcome.Standing standing = require(codes.redeem(
                client.clientId(),
                new Secret(grant.getAuthorizationCode().getValue()),
                grant.getRedirectionURI().toString(),
                grant.getCodeVerifier()));
        return respond(
                standing,
                GrantedScope.of(
                        catalog.get(), standing.grant(), client.profile().scopes()));
    }

    private AccessTokenResponse refresh(Integration client, RefreshTokenGrant grant, @Nullable Scope requested) {
        ScopeCatalog rules = catalog.get();
        Secret token = new Secret(grant.getRefreshToken().getValue());
        // The scope is judged before the token is rotated: a refused request leaves the token as it was.
        GrantedScope scope = refreshTokens
                .peek(client.clientId(), token)
                .map(it -> GrantedScope.of(rules, it, client.profile().scopes()))
                .orElse(GrantedScope.NONE);
        if (requested != null && !scope.compact().isEmpty()) {
            scope = scope.narrowedTo(rules, requested.toStringList())
                    .orElseThrow(() -> refusal(OAuth2Error.INVALID_SCOPE, "The scope goes beyond what was granted."));
        }
        GrantOutcome.Standing standing = require(refreshTokens.rotate(client.clientId(), token));
        GrantedScope now =
                GrantedScope.of(rules, standing.grant(), client.profile().scopes());
        return respond(
                standing,
                requested == null ? now : now.narrowedTo(rules, scope.compact()).orElse(GrantedScope.NONE));
    }

    private AccessTokenResponse forItself(Integration client, @Nullable Scope requested) {
        if (client.type() == ClientType.PUBLIC) {
            throw refusal(OAuth2Error.UNAUTHORIZED_CLIENT, "A public client cannot speak for itself.");
        }
        if (requested != null && !requested.isEmpty()) {
            throw refusal(
                    OAuth2Error.INVALID_SCOPE, "Only a person can grant scopes: use the authorization code flow.");
        }
        return new AccessTokenResponse(new Tokens(accessTokens.forClient(client.clientId()), null));
    }

    private AccessTokenResponse respond(GrantOutcome.Standing standing, GrantedScope scope) {
        if (scope.compact().isEmpty()) {
            throw refusal(OAuth2Error.INVALID_GRANT, "Nothing of the grant is registered any more.");
        }
        BearerAccessToken accessToken =
                accessTokens.forGrant(standing.grant(), scope, standing.grant().catalogVersion());
        Duration refreshLifetime = Duration.between(clock.instant(), standing.refreshTokenExpiresAt());
        return new AccessTokenResponse(
                new Tokens(accessToken, new RefreshToken(standing.refreshToken().value())),
                Map.of("refresh_token_expires_in", Math.max(0, Math.round(refreshLifetime.toMillis() / 1000.0))));
    }

    private static GrantOutcome.Standing require(GrantOutcome outcome) {
        return switch (outcome) {
            case GrantOutcome.Standing it -> it;
            case GrantOutcome.Refused it -> throw refusal(OAuth2Error.INVALID_GRANT, it.description());
        };
    }

    private static ProtocolException refusal(ErrorObject error, String description) {
        return new ProtocolException(error.setDescription(description));
    }
}
