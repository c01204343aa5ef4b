package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.auth.protocol.ProtocolException;

/**
 * Token introspection (RFC 7662). A platform service (bearer token with the role {@value #PLATFORM_ROLE}) may ask about every token, an
 * integration (client authentication) about its own.
 */
@Path("/v1/introspect")
@RunOnVirtualThread
public class IntrospectionResource {

    static final String PLATFORM_ROLE = "decision-caller";

    private final ClientAuthenticator clients;
    private final Introspection introspection;
    private final SecurityIdentity caller;

    IntrospectionResource(ClientAuthenticator clients, Introspection introspection, SecurityIdentity caller) {
        this.clients = clients;
        this.introspection = introspection;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response introspect(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        TokenIntrospectionRequest request = FormRequest.parse(uri, headers, body, TokenIntrospectionRequest::parse);
        return ProtocolAnswers.of(introspection.of(request.getToken().getValue(), mayAskAbout(request)));
    }

    /** Which client's tokens the caller may ask about. */
    private Predicate<String> mayAskAbout(TokenIntrospectionRequest request) {
        if (request.getClientAuthorization() != null) {
            if (!caller.hasRole(PLATFORM_ROLE)) throw new ProtocolException(BearerTokenError.INSUFFICIENT_SCOPE);
            return clientId -> true;
        }
        Integration client = clients.authenticate(request.getClientAuthentication(), null)
                .orElseThrow(() -> new ProtocolException(OAuth2Error.INVALID_CLIENT));
        return client.clientId()::equals;
    }
}
