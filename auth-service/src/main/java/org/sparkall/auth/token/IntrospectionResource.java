package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Predicate;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.problem.EarlyAnswers;

/**
 * Token introspection (RFC 7662), as a signed JWT for whoever accepts that (RFC 9701). A platform service (bearer token with the role {@value #PLATFORM_ROLE}) may ask about every token, an
 * integration (client authentication) about its own.
 */
@Path(IntrospectionResource.PATH)
@RunOnVirtualThread
public class IntrospectionResource {

    static final String PATH = "/v1/introspect";

    static final String PLATFORM_ROLE = "decision-caller";

    private final ClientAuthenticator clients;
    private final Introspection introspection;
    private final IntrospectionJwts jwts;
    private final SecurityIdentity caller;

    IntrospectionResource(
            ClientAuthenticator clients, Introspection introspection, IntrospectionJwts jwts, SecurityIdentity caller) {
        this.clients = clients;
        this.introspection = introspection;
        this.jwts = jwts;
        this.caller = caller;
    }

    /** An answer, if it is not one of {@link EarlyIntrospections}. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response introspect(
            @Context RoutingContext context,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Nullable String body) {
        EarlyAnswers.throwRefusal(context);
        TokenIntrospectionRequest request = FormRequest.parse(uri, headers, body, TokenIntrospectionRequest::parse);
        Asker asker = asker(request);
        TokenIntrospectionSuccessResponse answer =
                introspection.of(request.getToken().getValue(), asker.mayAskAbout());
        return IntrospectionJwts.areAskedFor(headers)
                ? Response.ok(jwts.of(answer, asker.name()).serialize(), IntrospectionJwts.MEDIA_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build()
                : ProtocolAnswers.of(answer);
    }

    /** Who asks, and which client's tokens they may ask about. */
    private record Asker(String name, Predicate<String> mayAskAbout) {}

    private Asker asker(TokenIntrospectionRequest request) {
        if (request.getClientAuthorization() != null) {
            if (!caller.hasRole(PLATFORM_ROLE)) throw new ProtocolException(BearerTokenError.INSUFFICIENT_SCOPE);
            return new Asker(platformName(), clientId -> true);
        }
        Integration client = clients.require(request.getClientAuthentication(), null);
        return new Asker(client.clientId(), client.clientId()::equals);
    }

    private String platformName() {
        Object client = caller.getPrincipal() instanceof JsonWebToken token ? token.getClaim("azp") : null;
        return client == null ? caller.getPrincipal().getName() : client.toString();
    }
}
