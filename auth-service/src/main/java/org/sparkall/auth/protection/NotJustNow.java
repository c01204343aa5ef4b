package org.sparkall.auth.protection;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.pages.PageAnswers;
import org.sparkall.problem.Outage;
import org.sparkall.problem.ProblemMappers;
import org.sparkall.problem.UnavailableException;

/** Says that something is away for now in the words of whoever asks: a page for browsers, an OAuth error for clients, a problem for the rest. */
public class NotJustNow {

    @ServerExceptionMapper
    public Response unavailable(UnavailableException e, HttpHeaders headers) {
        return answer(e, headers);
    }

    @ServerExceptionMapper
    public Response database(JdbiException e, HttpHeaders headers) {
        return answer(e, headers);
    }

    private static Response answer(RuntimeException e, HttpHeaders headers) {
        Response other = new ProblemMappers().unexpected(e);
        if (!Outage.is(e)) return other;
        if (headers.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE)) {
            return Outage.soon(
                    PageAnswers.message(503, "Not possible just now", "Nothing was changed. Try again in a moment."));
        }
        if (MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(headers.getMediaType())) {
            return Outage.soon(ProtocolAnswers.of(
                    new TokenErrorResponse(OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(503))));
        }
        return other;
    }
}
