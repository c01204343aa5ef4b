package org.sparkall.auth.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.id.Identifier;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.secret.Secret;

/**
 * An integration as its developer sees it.
 *
 * @param clientSecret there once, when it was made
 * @param publisher who publishes it, as an operator has verified; left out when nobody has
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntegrationView(
        String id,
        String clientId,
        @Nullable String clientSecret,
        String name,
        String description,
        @Nullable String logoUri,
        @Nullable String clientUri,
        @Nullable String policyUri,
        @Nullable String tosUri,
        @Nullable String publisher,
        List<String> redirectUris,
        List<String> scopes,
        List<String> features,
        String clientType,
        String status,
        String tokenEndpointAuthMethod,
        @Nullable Map<String, Object> jwks,
        List<String> grantTypes,
        boolean requirePushedAuthorizationRequests,
        boolean dpopBoundAccessTokens,
        List<String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        String idTokenSignedResponseAlg,
        Instant createdAt,
        Instant updatedAt) {

    static IntegrationView of(Integration it) {
        return of(it, null);
    }

    static IntegrationView withSecret(Integration it, @Nullable Secret secret) {
        return of(it, secret == null ? null : secret.value());
    }

    private static IntegrationView of(Integration it, @Nullable String secret) {
        Integration.Profile profile = it.profile();
        ClientSettings settings = profile.settings();
        return new IntegrationView(
                it.id().toString(),
                it.clientId(),
                secret,
                profile.name(),
                profile.description(),
                profile.logoUri().map(URI::toString).orElse(null),
                profile.clientUri().map(URI::toString).orElse(null),
                profile.policyUri().map(URI::toString).orElse(null),
                profile.tosUri().map(URI::toString).orElse(null),
                it.publisher().map(Integration.Publisher::name).orElse(null),
                profile.redirectUris().stream().map(URI::toString).toList(),
                profile.scopes(),
                profile.features(),
                it.type().wireName(),
                it.status().wireName(),
                settings.authentication().wireName(),
                settings.keys().map(JWKSet::toJSONObject).orElse(null),
                settings.grantTypes().stream().map(Identifier::getValue).toList(),
                settings.requiresPushedRequests(),
                settings.bindsAccessTokens(),
                settings.postLogoutRedirectUris().stream().map(URI::toString).toList(),
                settings.backchannelLogoutUri().map(URI::toString).orElse(null),
                settings.idTokenAlgorithm().name(),
                it.createdAt(),
                it.updatedAt());
    }
}
