package org.sparkall.auth.portal;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.id.Identifier;
import io.quarkus.qute.TemplateData;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.ClientSettings;
import org.sparkall.auth.integration.Integration;

/**
 * What stands in the form's fields, right or wrong; field names are those of the registry's API. Lists of addresses are texts with an
 * address a line.
 */
@TemplateData
public record IntegrationForm(
        String name,
        String description,
        String logoUri,
        String clientUri,
        String policyUri,
        String tosUri,
        String redirectUris,
        List<String> scopes,
        List<String> features,
        String clientType,
        String authMethod,
        String jwks,
        List<String> grantTypes,
        boolean pushedRequests,
        boolean boundTokens,
        String postLogoutRedirectUris,
        String backchannelLogoutUri,
        String idTokenAlg,
        boolean enabled) {

    /** A new integration. It gets the grants that nearly every integration needs; others are chosen. */
    static IntegrationForm blank() {
        List<String> grants = List.of(GrantType.AUTHORIZATION_CODE.getValue(), GrantType.REFRESH_TOKEN.getValue());
        return new IntegrationForm(
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                List.of(),
                List.of(),
                "confidential",
                "",
                "",
                grants,
                false,
                false,
                "",
                "",
                "RS256",
                true);
    }

    static IntegrationForm of(Integration it) {
        Integration.Profile profile = it.profile();
        ClientSettings settings = it.settings();
        return new IntegrationForm(
                profile.name(),
                profile.description(),
                text(profile.logoUri()),
                text(profile.clientUri()),
                text(profile.policyUri()),
                text(profile.tosUri()),
                lines(profile.redirectUris()),
                profile.scopes(),
                profile.features(),
                it.type().wireName(),
                settings.authentication().wireName(),
                settings.keys().map(Object::toString).orElse(""),
                settings.grantTypes().stream().map(Identifier::getValue).toList(),
                settings.requiresPushedRequests(),
                settings.bindsAccessTokens(),
                lines(settings.postLogoutRedirectUris()),
                text(settings.backchannelLogoutUri()),
                settings.idTokenAlgorithm().name(),
                it.isEnabled());
    }

    static IntegrationForm of(MultivaluedMap<String, String> fields) {
        return new IntegrationForm(
                first(fields, "name"),
                first(fields, "description"),
                first(fields, "logo_uri"),
                first(fields, "client_uri"),
                first(fields, "policy_uri"),
                first(fields, "tos_uri"),
                first(fields, "redirect_uris"),
                all(fields, "scopes"),
                all(fields, "features"),
                first(fields, "client_type"),
                first(fields, "token_endpoint_auth_method"),
                first(fields, "jwks"),
                all(fields, "grant_types"),
                fields.containsKey("require_pushed_authorization_requests"),
                fields.containsKey("dpop_bound_access_tokens"),
                first(fields, "post_logout_redirect_uris"),
                first(fields, "backchannel_logout_uri"),
                first(fields, "id_token_signed_response_alg"),
                !first(fields, "status").equals("disabled"));
    }

    /** The same with one more redirect URI. */
    IntegrationForm alsoRedirectingTo(URI uri) {
        return new IntegrationForm(
                name,
                description,
                logoUri,
                clientUri,
                policyUri,
                tosUri,
                redirectUris + '\n' + uri,
                scopes,
                features,
                clientType,
                authMethod,
                jwks,
                grantTypes,
                pushedRequests,
                boundTokens,
                postLogoutRedirectUris,
                backchannelLogoutUri,
                idTokenAlg,
                enabled);
    }

    /** Whether it will use a grant type, for the page. */
    public boolean uses(String grantType) {
        return grantTypes.contains(grantType);
    }

    private static String first(MultivaluedMap<String, String> fields, String name) {
        @Nullable String value = fields.getFirst(name);
        return value == null ? "" : value;
    }

    private static List<String> all(MultivaluedMap<String, String> fields, String name) {
        @Nullable List<String> values = fields.get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    private static String text(Optional<URI> uri) {
        return uri.map(URI::toString).orElse("");
    }

    private static String lines(List<URI> uris) {
        return uris.stream().map(URI::toString).collect(Collectors.joining("\n"));
    }
}
