package org.sparkall.auth.protection;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The answer to callers who have to wait. */
public final class TooManyRequests {

    /** The error in OAuth's terms; RFC 6749 has no closer one. */
    static final ErrorObject ERROR =
            OAuth2Error.TEMPORARILY_UNAVAILABLE.setDescription("Too many requests. Try again later.");

    static final int STATUS = 429;

    private TooManyRequests() {}

    @ServerExceptionMapper
    public Response answer(TooManyRequestsException refusal) {
        return Response.status(STATUS)
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.RETRY_AFTER, refusal.retryAfter())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ERROR.toJSONObject().toJSONString())
                .build();
    }
}
