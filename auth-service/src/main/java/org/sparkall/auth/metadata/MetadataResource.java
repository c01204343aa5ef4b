package org.sparkall.auth.metadata;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ClaimType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.integration.GrantTypes;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.token.ManagementScopes;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/**
 * What this authorization server can do (RFC 8414, OpenID Connect Discovery), at both well-known addresses that clients look at (section 5). States exactly what is
 * supported.
 */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
public class MetadataResource {

    private static final List<ClientAuthenticationMethod> CONFIDENTIAL = List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            ClientAuthenticationMethod.PRIVATE_KEY_JWT);
    private static final List<ClientAuthenticationMethod> ANYBODY = Stream.concat(
                    CONFIDENTIAL.stream(), Stream.of(ClientAuthenticationMethod.NONE))
            .toList();

    private final TokenSettings settings;
    private final CurrentCatalog catalog;

    MetadataResource(TokenSettings settings, CurrentCatalog catalog) {
        this.settings = settings;
        this.catalog = catalog;
    }

    @GET
    @Path("/oauth-authorization-server")
    public String authorizationServer() {
        return metadata().toJSONObject().toJSONString();
    }

    @GET
    @Path("/openid-configuration")
    public String openidConfiguration() {
        return authorizationServer();
    }

    private OIDCProviderMetadata metadata() {
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(new Issuer(settings.issuer()), List.of(SubjectType.PUBLIC), at("/v1/jwks"));
        nameEndpoints(metadata);
        authorization(metadata);
        clientAuthentication(metadata);
        signIn(metadata);
        grantManagement(metadata);
        return metadata;
    }

    private void nameEndpoints(OIDCProviderMetadata metadata) {
        metadata.setAuthorizationEndpointURI(at("/v1/authorize"));
        metadata.setPushedAuthorizationRequestEndpointURI(at("/v1/par"));
        metadata.setDeviceAuthorizationEndpointURI(at("/v1/device/authorize"));
        metadata.setTokenEndpointURI(at("/v1/access_token"));
        metadata.setRegistrationEndpointURI(at("/v1/register"));
        metadata.setIntrospectionEndpointURI(at("/v1/introspect"));
        metadata.setRevocationEndpointURI(at("/v1/revoke"));
        metadata.setUserInfoEndpointURI(at("/v1/userinfo"));
        metadata.setEndSessionEndpointURI(at("/v1/logout"));
    }

    private void authorization(OIDCProviderMetadata metadata) {
        metadata.setScopes(scopes(catalog.get()));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setResponseModes(List.of(ResponseMode.QUERY));
        metadata.setGrantTypes(GrantTypes.SUPPORTED);
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.requiresPushedAuthorizationRequests(false);
        metadata.setSupportsRequestParam(false);
        metadata.setSupportsRequestURIParam(false);
        metadata.setPromptTypes(List.of(Prompt.Type.NONE, Prompt.Type.LOGIN, Prompt.Type.CONSENT));
        metadata.setDPoPJWSAlgs(DpopProofs.ALGORITHMS);
        settings.documentation().ifPresent(metadata::setServiceDocsURI);
    }

    private static void clientAuthentication(OIDCProviderMetadata metadata) {
        metadata.setTokenEndpointAuthMethods(ANYBODY);
        metadata.setRevocationEndpointAuthMethods(ANYBODY);
        metadata.setIntrospectionEndpointAuthMethods(CONFIDENTIAL);
        metadata.setTokenEndpointJWSAlgs(ClientAuthenticator.ASSERTION_ALGORITHMS);
        metadata.setRevocationEndpointJWSAlgs(ClientAuthenticator.ASSERTION_ALGORITHMS);
        metadata.setIntrospectionEndpointJWSAlgs(ClientAuthenticator.ASSERTION_ALGORITHMS);
        // RFC 9701 section 7: the SDK has no member of its own for it.
        metadata.setCustomParameter("introspection_signing_alg_values_supported", List.of("ES256"));
    }

    private static void signIn(OIDCProviderMetadata metadata) {
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256));
        metadata.setClaimTypes(List.of(ClaimType.NORMAL));
        metadata.setClaims(
                List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "acr", "nonce", "sid", "at_hash", "org"));
        metadata.setSupportsClaimsParams(false);
        metadata.setSupportsBackChannelLogout(true);
        metadata.setSupportsBackChannelLogoutSession(true);
    }

    /** Grant Management for OAuth 2.0: the SDK has no members for it. */
    private void grantManagement(OIDCProviderMetadata metadata) {
        metadata.setCustomParameter(
                "grant_management_actions_supported", List.of("query", "revoke", "create", "replace", "merge"));
        metadata.setCustomParameter(
                "grant_management_endpoint", at("/v1/grants").toString());
        metadata.setCustomParameter("grant_management_action_required", false);
    }

    private static Scope scopes(ScopeCatalog catalog) {
        return new Scope(Stream.of(
                        catalog.aggregates().stream().map(it -> it.name().value()),
                        catalog.scopes().stream().map(it -> it.name().value()),
                        ManagementScopes.ALL.stream())
                .flatMap(it -> it)
                .toArray(String[]::new));
    }

    private URI at(String path) {
        return UriBuilder.fromUri(settings.issuer()).path(path).build();
    }
}
