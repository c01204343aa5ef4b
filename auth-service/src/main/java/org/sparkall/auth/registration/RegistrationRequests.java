package org.sparkall.auth.registration;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.integration.RegistrationRequest;

/** Client metadata (RFC 7591 section 2) as a request to the registry, with the defaults of that section. */
@ApplicationScoped
class RegistrationRequests {

    /** What a client may do that asks for no scope: sign people in. */
    private static final List<String> DEFAULT_SCOPES = List.of("openid");

    private static final String UNNAMED = "Unnamed integration";
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ObjectMapper json;

    RegistrationRequests(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param description what the registry says of the client beyond its metadata
     */
    RegistrationRequest of(ClientMessage message, String description) {
        OIDCClientMetadata metadata = message.metadata();
        List<GrantType> grants = metadata.getGrantTypes() == null
                ? List.of(GrantType.AUTHORIZATION_CODE)
                : List.copyOf(metadata.getGrantTypes());
        checkResponseTypes(metadata.getResponseTypes(), grants.contains(GrantType.AUTHORIZATION_CODE));
        checkAssertionAlgorithm(metadata);
        return new RegistrationRequest(
                name(metadata),
                description,
                text(metadata.getLogoURI()),
                text(metadata.getURI()),
                text(metadata.getPolicyURI()),
                text(metadata.getTermsOfServiceURI()),
                texts(metadata.getRedirectionURIs()),
                scopes(metadata, grants),
                features(message.members().get(RegisteredClient.FEATURES)),
                null,
                null,
                Optional.ofNullable(metadata.getTokenEndpointAuthMethod())
                        .orElse(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .getValue(),
                // As it came: the SDK would leave private parts out, and nobody would learn that they were sent.
                message.has("jwks") ? json.convertValue(message.members().get("jwks"), OBJECT) : null,
                grants.stream().map(Identifier::getValue).toList(),
                metadata.requiresPushedAuthorizationRequests(),
                metadata.getDPoPBoundAccessTokens(),
                texts(metadata.getPostLogoutRedirectionURIs()),
                text(metadata.getBackChannelLogoutURI()),
                metadata.getIDTokenJWSAlg() == null
                        ? null
                        : metadata.getIDTokenJWSAlg().getName());
    }

    /** RFC 7591 section 2.1: response types and grant types agree. */
    private static void checkResponseTypes(@Nullable Set<ResponseType> types, boolean usesCodes) {
        if (types == null) return;
        if (types.stream().anyMatch(it -> !ResponseType.CODE.equals(it))) {
            throw MetadataErrors.invalidMetadata("response_types: can only be code.");
        }
        if (types.isEmpty() == usesCodes) {
            throw MetadataErrors.invalidMetadata(
                    "response_types: must hold code when grant_types holds authorization_code, and only then.");
        }
    }

    private static void checkAssertionAlgorithm(OIDCClientMetadata metadata) {
        if (metadata.getTokenEndpointAuthJWSAlg() == null) return;
        if (!ClientAuthenticator.ASSERTION_ALGORITHMS.contains(metadata.getTokenEndpointAuthJWSAlg())) {
            throw MetadataErrors.invalidMetadata(
                    "token_endpoint_auth_signing_alg: can only be one of " + ClientAuthenticator.ASSERTION_ALGORITHMS);
        }
    }

    /** The name, in whichever language there is one; else the host that people will be sent to, which is at least true. */
    private static String name(OIDCClientMetadata metadata) {
        if (metadata.getName() != null) return metadata.getName();
        return metadata.getNameEntries().values().stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> host(metadata));
    }

    private static String host(OIDCClientMetadata metadata) {
        return Optional.ofNullable(metadata.getRedirectionURIs()).stream()
                .flatMap(Collection::stream)
                .filter(it -> "https".equals(it.getScheme()) && it.getHost() != null)
                .map(URI::getHost)
                .findFirst()
                .orElse(UNNAMED);
    }

    /** RFC 7591 section 2 leaves it to the server what a client gets that names no scope. Here: the least, if it is of any use to it. */
    private static List<String> scopes(OIDCClientMetadata metadata, List<GrantType> grants) {
        if (metadata.getScope() != null) return metadata.getScope().toStringList();
        boolean speaksOfPeople =
                grants.contains(GrantType.AUTHORIZATION_CODE) || grants.contains(GrantType.DEVICE_CODE);
        return speaksOfPeople ? DEFAULT_SCOPES : List.of();
    }

    private static @Nullable List<String> features(@Nullable JsonNode member) {
        if (member == null) return null;
        List<String> features = new ArrayList<>();
        boolean isArray = member.isArray();
        for (JsonNode it : member) {
            isArray &= it.isTextual();
            features.add(it.asText());
        }
        if (!isArray)
            throw MetadataErrors.invalidMetadata(RegisteredClient.FEATURES + ": must be an array of strings.");
        return features;
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    private static @Nullable List<String> texts(@Nullable Set<URI> uris) {
        return uris == null ? null : uris.stream().map(URI::toString).toList();
    }
}
