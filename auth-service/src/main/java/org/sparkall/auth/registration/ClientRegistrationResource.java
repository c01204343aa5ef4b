package org.sparkall.auth.registration;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.secret.Secret;

/** The client registration endpoint (RFC 7591 section 3) and each client's configuration endpoint (RFC 7592 section 2). */
@Path("/v1/register")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
public class ClientRegistrationResource {

    private final ClientRegistration registration;
    private final ClientMessages messages;
    private final TokenSettings settings;

    ClientRegistrationResource(ClientRegistration registration, ClientMessages messages, TokenSettings settings) {
        this.registration = registration;
        this.messages = messages;
        this.settings = settings;
    }

    @POST
    public Response register(@Context HttpHeaders headers, @Nullable String body) {
        return answer(registration.register(token(headers), () -> messages.parse(headers, body)), true);
    }

    @GET
    @Path("/{client_id}")
    public Response read(@Context HttpHeaders headers, @PathParam("client_id") String clientId) {
        return answer(registration.read(clientId, token(headers)), false);
    }

    @PUT
    @Path("/{client_id}")
    public Response change(
            @Context HttpHeaders headers, @PathParam("client_id") String clientId, @Nullable String body) {
        return answer(registration.change(clientId, token(headers), () -> messages.parse(headers, body)), false);
    }

    @DELETE
    @Path("/{client_id}")
    public void delete(@Context HttpHeaders headers, @PathParam("client_id") String clientId) {
        registration.delete(clientId, token(headers));
    }

    private Response answer(RegisteredClient client, boolean isNew) {
        URI address = URI.create(
                settings.issuer() + "/v1/register/" + client.integration().clientId());
        return ProtocolAnswers.of(client.answer(address, isNew));
    }

    /** RFC 6750 section 2.1; the other ways of its section 2 are not supported. */
    private static Secret token(HttpHeaders headers) {
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || authorization.isEmpty()) {
            throw new ProtocolException(BearerTokenError.MISSING_TOKEN);
        }
        try {
            if (authorization.size() == 1) {
                return new Secret(
                        BearerAccessToken.parse(authorization.getFirst()).getValue());
            }
        } catch (ParseException e) {
            // Another scheme, or no token.
        }
        throw new ProtocolException(BearerTokenError.INVALID_TOKEN);
    }
}
