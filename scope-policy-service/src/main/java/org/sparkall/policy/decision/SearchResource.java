package org.sparkall.policy.decision;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The AuthZEN 1.0 search APIs (section 8): who, on what, and what. */
@Path("/access/v1/search")
@RolesAllowed("decision-caller")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SearchResource {

    private final Searches searches;

    SearchResource(Searches searches) {
        this.searches = searches;
    }

    /** The people who let this integration do that now. */
    @POST
    @Path("/subject")
    public Found<Found.Item> subjects(@Valid @NotNull SearchRequest request) {
        require(requirements(request)
                .type("subject", request.subject())
                .action(request.action())
                .entity("resource", request.resource()));
        Question question = question(type(request.subject()), "", name(request), request.known());
        return paged("subject", request, question, (next, at) -> searches.subjects(question, next, at));
    }

    /** The accounts on which this integration may do that for the person: their own, or none. */
    @POST
    @Path("/resource")
    public Found<Found.Item> resources(@Valid @NotNull SearchRequest request) {
        require(requirements(request)
                .entity("subject", request.subject())
                .action(request.action())
                .type("resource", request.resource()));
        Question question = question(type(request.subject()), id(request.subject()), name(request), request.known());
        return paged(
                "resource",
                request,
                question,
                (next, at) -> searches.resources(question, type(request.resource()), next, at));
    }

    /** What this integration may do for the person. */
    @POST
    @Path("/action")
    public Found<Found.ActionItem> actions(@Valid @NotNull SearchRequest request) {
        require(requirements(request).entity("subject", request.subject()).entity("resource", request.resource()));
        Question question = question(type(request.subject()), id(request.subject()), "", request.known());
        return paged("action", request, question, (next, at) -> searches.actions(question, next, at));
    }

    private static <T> Found<T> paged(
            String kind,
            SearchRequest request,
            Question question,
            BiFunction<Function<String, String>, PagePosition, Found<T>> search) {
        Object[] same = {
            kind,
            question.subjectType(),
            question.person(),
            question.action(),
            type(request.resource()),
            id(request.resource()),
            question.clientId().orElse(""),
            question.grantId().orElse(""),
            // Of a token, not of the proof: each request needs a new one.
            question.token().map(ShownToken::token).orElse("")
        };
        PagePosition at = PagePosition.of(request.page(), same);
        return search.apply(last -> at.next(last, same), at);
    }

    private static Requirements requirements(SearchRequest request) {
        return new Requirements().context(request.known());
    }

    private static void require(Requirements requirements) {
        requirements.problem().ifPresent(it -> {
            throw BadRequests.because(it);
        });
    }

    private static Question question(String subjectType, String person, String action, RequestContext context) {
        return new Question(
                subjectType,
                person,
                action,
                Optional.ofNullable(context.clientId()),
                Optional.ofNullable(context.grantId()),
                context.shown());
    }

    private static String type(@Nullable Entity entity) {
        return entity == null || entity.type() == null ? "" : entity.type();
    }

    private static String id(@Nullable Entity entity) {
        return entity == null || entity.id() == null ? "" : entity.id();
    }

    private static String name(SearchRequest request) {
        return request.action() == null || request.action().name() == null
                ? ""
                : request.action().name();
    }
}
