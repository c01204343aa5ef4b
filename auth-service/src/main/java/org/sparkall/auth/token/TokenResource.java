package org.sparkall.auth.token;

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
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.problem.EarlyAnswers;

/** The token endpoint (RFC 6749 section 3.2). */
@Path(TokenResource.PATH)
@RunOnVirtualThread
public class TokenResource {

    static final String PATH = "/v1/access_token";

    private final TokenIssuance issuance;

    TokenResource(TokenIssuance issuance) {
        this.issuance = issuance;
    }

    /** A token, if it is not one of {@link EarlyTokens}. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response token(
            @Context RoutingContext context,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Nullable String body) {
        EarlyAnswers.throwRefusal(context);
        return ProtocolAnswers.of(issuance.answer(uri, headers, body));
    }
}
