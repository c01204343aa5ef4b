package org.sparkall.auth.token;

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
import org.sparkall.auth.protocol.ProtocolAnswers;

/** The token endpoint (RFC 6749 section 3.2). */
@Path("/v1/access_token")
@RunOnVirtualThread
public class TokenResource {

    private final TokenIssuance issuance;

    TokenResource(TokenIssuance issuance) {
        this.issuance = issuance;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response token(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        return ProtocolAnswers.of(issuance.answer(uri, headers, body));
    }
}
