package org.sparkall.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource throws into a problem. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** A field that is not as it must be. */
    public record FieldViolation(String field, String message) {}

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        Response given = e.getResponse();
        Throwable cause = e.getCause();
        if (cause instanceof JsonProcessingException json) return json(json);
        if (given.getStatus() >= 500) return unexpected(e);
        if (given.hasEntity() || given.getStatus() < 400) return given;
        Response answer = Problem.ofStatus(given.getStatusInfo(), null).toResponse();
        Object allow = given.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    /** The parser's message is not repeated: it would quote the body and name classes. */
    @ServerExceptionMapper
    public Response json(JsonProcessingException e) {
        String field = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        return Problem.of(
                        "malformed-body",
                        "The body is not the JSON that is expected here",
                        400,
                        null,
                        field.isEmpty()
                                ? Map.of()
                                : Map.of(
                                        "violations",
                                        List.of(new FieldViolation(field, "is unknown or of the wrong type"))))
                .toResponse();
    }

    /** Named apart, because Quarkus brings a mapper of its own for it that answers nothing. */
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    public Response validation(ConstraintViolationException e) {
        if (!(e instanceof ResteasyReactiveViolationException) && isOurOwnAnswer(e)) return unexpected(e);
        List<FieldViolation> violations = e.getConstraintViolations().stream()
                .map(it -> new FieldViolation(field(it.getPropertyPath()), it.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return Problem.of("validation", "The request is not valid", 400, null, Map.of("violations", violations))
                .toResponse();
    }

    private static boolean isOurOwnAnswer(ConstraintViolationException e) {
        return e.getConstraintViolations().stream()
                .map(ConstraintViolation::getPropertyPath)
                .anyMatch(path -> StreamSupport.stream(path.spliterator(), false)
                        .anyMatch(node -> node.getKind() == jakarta.validation.ElementKind.RETURN_VALUE));
    }

    /** The path within the body or the parameter's name, without the method that took it. */
    private static String field(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .skip(1)
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException e) {
        return Response.fromResponse(unauthorized())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    /**
     * Whoever's sign-in is not good, or not any more. Quarkus has put its challenge on the response by now: a browser in front of a page is sent
     * to sign in, and loses the session that ran out. Programs are told that their token is not taken (RFC 6750 section 3).
     */
    @ServerExceptionMapper
    public Response unauthenticated(AuthenticationFailedException e, RoutingContext context) {
        boolean toSignIn = context.response().headers().contains(HttpHeaders.LOCATION);
        return toSignIn ? Response.status(Response.Status.FOUND).build() : unauthorized();
    }

    private static Response unauthorized() {
        return Problem.ofStatus(Response.Status.UNAUTHORIZED, null).toResponse();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return Problem.ofStatus(Response.Status.FORBIDDEN, null).toResponse();
    }

    /** What nobody foresaw: the log has the rest under the same id. What is only away for now was foreseen. */
    @ServerExceptionMapper
    public Response unexpected(RuntimeException e) {
        if (Outage.is(e)) return unavailable(e);
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "error %s", id);
        return Problem.of("internal-error", "Something went wrong here", 500, null, Map.of("error_id", id))
                .toResponse();
    }

    private static Response unavailable(RuntimeException e) {
        LOG.warnf("not possible just now: %s", e.getClass().getSimpleName());
        Response answer = Problem.ofStatus(
                        Response.Status.SERVICE_UNAVAILABLE, "Nothing was changed. Try again in a moment.")
                .toResponse();
        return Outage.soon(answer);
    }
}
