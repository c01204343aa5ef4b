package org.sparkall.consent.viewer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import org.sparkall.pages.PageAnswers;
import org.sparkall.problem.DatabaseOutage;
import org.sparkall.problem.ProblemMappers;

/** Says that the database is away in the words of whoever asks: a page for browsers, a problem for the rest. */
public class DatabaseAway {

    @ServerExceptionMapper
    public Response answer(JdbiException e, HttpHeaders headers) {
        Response other = new ProblemMappers().unexpected(e);
        return DatabaseOutage.is(e) && headers.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE)
                ? DatabaseOutage.soon(PageAnswers.message(
                        503, "Not possible just now", "Nothing was changed. Try again in a moment."))
                : other;
    }
}
