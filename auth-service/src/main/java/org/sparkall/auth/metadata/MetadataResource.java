package org.sparkall.auth.metadata;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/**
 * What this authorization server can do (RFC 8414), at both well-known addresses that clients look at (section 5). States exactly what is
 * supported.
 */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
public class MetadataResource {

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

    private AuthorizationServerMetadata metadata() {
        AuthorizationServerMetadata metadata = new AuthorizationServerMetadata(new Issuer(settings.issuer()));
        metadata.setAuthorizationEndpointURI(at("/v1/authorize"));
        metadata.setTokenEndpointURI(at("/v1/access_token"));
        metadata.setIntrospectionEndpointURI(at("/v1/introspect"));
        metadata.setRevocationEndpointURI(at("/v1/revoke"));
        metadata.setJWKSetURI(at("/v1/jwks"));
        metadata.setScopes(scopes(catalog.get()));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setResponseModes(List.of(ResponseMode.QUERY));
        metadata.setGrantTypes(
                List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        List<ClientAuthenticationMethod> methods = List.of(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                ClientAuthenticationMethod.CLIENT_SECRET_POST,
                ClientAuthenticationMethod.NONE);
        metadata.setTokenEndpointAuthMethods(methods);
        metadata.setRevocationEndpointAuthMethods(methods);
        metadata.setIntrospectionEndpointAuthMethods(
                List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST));
        return metadata;
    }

    private static Scope scopes(ScopeCatalog catalog) {
        return new Scope(Stream.concat(
                        catalog.aggregates().stream().map(it -> it.name().value()),
                        catalog.scopes().stream().map(it -> it.name().value()))
                .toArray(String[]::new));
    }

    private URI at(String path) {
        return UriBuilder.fromUri(settings.issuer()).path(path).build();
    }
}
