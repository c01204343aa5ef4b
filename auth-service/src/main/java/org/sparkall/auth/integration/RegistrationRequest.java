package org.sparkall.auth.integration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.GrantType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.key.SigningAlgorithm;

/**
 * What a developer sends to register or change an integration. Members that are left out keep their default; names of protocol settings
 * are those of RFC 7591, RFC 9126, RFC 9449 and OpenID Connect.
 */
@ConsistentClient
@JsonNaming(SnakeCaseStrategy.class)
public record RegistrationRequest(
        @NotBlank @Size(max = 80) @Pattern(regexp = OneLine.PATTERN, message = OneLine.MESSAGE)
        String name,

        @Size(max = 500) @Pattern(regexp = OneLine.PATTERN, message = OneLine.MESSAGE) @Nullable
        String description,

        @Size(max = 2048) @WebAddress @Nullable String logoUri,
        @Size(max = 2048) @WebAddress @Nullable String clientUri,
        @Size(max = 2048) @WebAddress @Nullable String policyUri,
        @Size(max = 2048) @WebAddress @Nullable String tosUri,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 2048) @RedirectUri String> redirectUris,
        @NotNull @Size(max = 200) List<@NotNull @Size(max = 128) String> scopes,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 64) String> features,
        @Pattern(regexp = "confidential|public") @Nullable String clientType,
        @Pattern(regexp = "enabled|disabled") @Nullable String status,

        @Pattern(regexp = "client_secret_basic|client_secret_post|private_key_jwt|none") @Nullable
        String tokenEndpointAuthMethod,

        @PublicKeys @Nullable Map<String, Object> jwks,
        @Size(max = 10) @Nullable List<@NotNull @SupportedGrantType String> grantTypes,
        @Nullable Boolean requirePushedAuthorizationRequests,
        @Nullable Boolean dpopBoundAccessTokens,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 2048) @RedirectUri String> postLogoutRedirectUris,
        @Size(max = 2048) @LogoutAddress @Nullable String backchannelLogoutUri,
        @Pattern(regexp = "RS256|ES256") @Nullable String idTokenSignedResponseAlg) {

    /** Everything but the selection, which the rules judge. */
    Integration.Profile profile(List<String> normalizedScopes) {
        return new Integration.Profile(
                name.strip(),
                description == null ? "" : description.strip(),
                Optional.ofNullable(logoUri).map(URI::create),
                Optional.ofNullable(clientUri).map(URI::create),
                Optional.ofNullable(policyUri).map(URI::create),
                Optional.ofNullable(tosUri).map(URI::create),
                addresses(redirectUris),
                normalizedScopes,
                featureNames(),
                settings());
    }

    private ClientSettings settings() {
        return new ClientSettings(
                authentication(),
                Optional.ofNullable(jwks).map(RegistrationRequest::keys),
                grants(),
                Boolean.TRUE.equals(requirePushedAuthorizationRequests),
                Boolean.TRUE.equals(dpopBoundAccessTokens),
                addresses(postLogoutRedirectUris),
                Optional.ofNullable(backchannelLogoutUri).map(URI::create),
                idTokenAlgorithm());
    }

    private static List<URI> addresses(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().distinct().map(URI::create).toList();
    }

    private static JWKSet keys(Map<String, Object> json) {
        try {
            return JWKSet.parse(json).toPublicJWKSet();
        } catch (ParseException e) {
            throw new IllegalStateException("the keys were validated", e);
        }
    }

    List<String> featureNames() {
        return features == null ? List.of() : features.stream().distinct().toList();
    }

    /** The type asked for, or that of the authentication method; confidential when nothing is said. */
    ClientType type() {
        if (clientType != null) return ClientType.ofWireName(clientType);
        return "none".equals(tokenEndpointAuthMethod) ? ClientType.PUBLIC : ClientType.CONFIDENTIAL;
    }

    /** The method asked for; by default a secret for a confidential integration. */
    AuthenticationMethod authentication() {
        if (tokenEndpointAuthMethod != null) return AuthenticationMethod.ofWireName(tokenEndpointAuthMethod);
        return type() == ClientType.PUBLIC ? AuthenticationMethod.NONE : AuthenticationMethod.CLIENT_SECRET_BASIC;
    }

    /** The grant types asked for, or the usual ones. */
    List<GrantType> grants() {
        if (grantTypes == null) return GrantTypes.byDefault(type());
        return grantTypes.stream()
                .distinct()
                .flatMap(it -> GrantTypes.ofWireName(it).stream())
                .toList();
    }

    /** The algorithm asked for, or the default of OpenID Connect Dynamic Client Registration section 2. */
    private SigningAlgorithm idTokenAlgorithm() {
        return idTokenSignedResponseAlg == null
                ? SigningAlgorithm.RS256
                : SigningAlgorithm.valueOf(idTokenSignedResponseAlg);
    }

    Optional<Status> statusAskedFor() {
        return Optional.ofNullable(status).map(Status::ofWireName);
    }
}
