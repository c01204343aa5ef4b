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
import org.sparkall.problem.DatabaseOutage;
import org.sparkall.problem.ProblemMappers;

/** Says that the database is away in the words of whoever asks: a page for browsers, an OAuth error for clients, a problem for the rest. */
public class DatabaseAway {

    @ServerExceptionMapper
    public Response answer(JdbiException e, HttpHeaders headers) {
        Response other = new ProblemMappers().unexpected(e);
        if (!DatabaseOutage.is(e)) return other;
        if (headers.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE)) {
            return DatabaseOutage.soon(
                    PageAnswers.message(503, "Not possible just now", "Nothing was changed. Try again in a moment."));
        }
        if (MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(headers.getMediaType())) {
            return DatabaseOutage.soon(ProtocolAnswers.of(
                    new TokenErrorResponse(OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(503))));
        }
        return other;
    }
}
