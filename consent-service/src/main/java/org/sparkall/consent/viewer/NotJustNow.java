package org.sparkall.consent.viewer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import org.sparkall.pages.PageAnswers;
import org.sparkall.problem.Outage;
import org.sparkall.problem.ProblemMappers;
import org.sparkall.problem.UnavailableException;

/** Says that something is away for now in the words of whoever asks: a page for browsers, a problem for the rest. */
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
        return Outage.is(e) && headers.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE)
                ? Outage.soon(PageAnswers.message(
                        503, "Not possible just now", "Nothing was changed. Try again in a moment."))
                : other;
    }
}
