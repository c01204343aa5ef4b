package org.sparkall.auth.logout;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.openid.connect.sdk.BackChannelLogoutRequest;
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
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolException;

/** Where Keycloak says that a session ended (OpenID Connect Back-Channel Logout section 2.5). */
@Path("/v1/backchannel-logout")
@RunOnVirtualThread
public class BackchannelLogoutResource {

    private final KeycloakLogouts logouts;
    private final EndedSessions ended;

    BackchannelLogoutResource(KeycloakLogouts logouts, EndedSessions ended) {
        this.logouts = logouts;
        this.ended = ended;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response end(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        BackChannelLogoutRequest request = FormRequest.parse(uri, headers, body, BackChannelLogoutRequest::parse);
        String sessionId = logouts.sessionOf(request.getLogoutToken())
                .orElseThrow(() -> new ProtocolException(
                        OAuth2Error.INVALID_REQUEST.setDescription("The logout token is not valid.")));
        ended.end(sessionId);
        return Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
