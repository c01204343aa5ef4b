package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.protocol.FormRequest;

/** Token revocation (RFC 7009). The answer is 200 for every access or refresh token, known or not, so that nobody learns from it. */
@Path("/v1/revoke")
@RunOnVirtualThread
public class RevocationResource {

    private final ClientAuthenticator clients;
    private final Revocation revocation;

    RevocationResource(ClientAuthenticator clients, Revocation revocation) {
        this.clients = clients;
        this.revocation = revocation;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response revoke(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        TokenRevocationRequest request = FormRequest.parse(uri, headers, body, TokenRevocationRequest::parse);
        Integration client = clients.require(request.getClientAuthentication(), request.getClientID());
        revocation.revoke(client.clientId(), request.getToken().getValue());
        return Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
