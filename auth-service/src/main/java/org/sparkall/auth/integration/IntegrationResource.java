package org.sparkall.auth.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The registry over HTTP: each developer sees and changes their own integrations only; another's is not found. */
@Path("/v1/integrations")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class IntegrationResource {

    private final IntegrationRegistry registry;
    private final JsonWebToken developer;

    IntegrationResource(IntegrationRegistry registry, JsonWebToken developer) {
        this.registry = registry;
        this.developer = developer;
    }

    /** A page of integrations; {@code next} is the cursor of the following page. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<IntegrationView> items, @Nullable String next) {}

    @GET
    public Page list(
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        List<IntegrationView> items = registry.page(developer.getSubject(), after, limit).stream()
                .map(IntegrationView::of)
                .toList();
        return new Page(items, items.size() == limit ? items.getLast().id() : null);
    }

    @POST
    public Response register(@Valid @NotNull RegistrationRequest request) {
        return answer(registry.register(developer.getSubject(), request), Response.Status.CREATED);
    }

    @GET
    @Path("/{id}")
    public IntegrationView read(@PathParam("id") UUID id) {
        return IntegrationView.of(find(id));
    }

    @PUT
    @Path("/{id}")
    public Response change(@PathParam("id") UUID id, @Valid @NotNull RegistrationRequest request) {
        // Named or meant: an authentication method, or its default, is of one type.
        if (request.type() != find(id).type()) throw SelectionProblem.typeIsFixed();
        return answer(registry.change(developer.getSubject(), id, request), Response.Status.OK);
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") UUID id) {
        if (!registry.delete(developer.getSubject(), id)) throw new NotFoundException();
    }

    @POST
    @Path("/{id}/secret")
    @Consumes(MediaType.WILDCARD)
    public Response rotateSecret(@PathParam("id") UUID id) {
        if (!find(id).settings().authentication().usesSecret()) throw SelectionProblem.hasNoSecret();
        return answer(registry.rotateSecret(developer.getSubject(), id), Response.Status.OK);
    }

    private Integration find(UUID id) {
        return registry.find(developer.getSubject(), id).orElseThrow(NotFoundException::new);
    }

    private static Response answer(RegistrationOutcome outcome, Response.Status status) {
        return switch (outcome) {
            case RegistrationOutcome.Done it ->
                Response.status(status)
                        .location(URI.create(
                                "/v1/integrations/" + it.integration().id()))
                        .header("Cache-Control", "no-store")
                        .entity(IntegrationView.withSecret(
                                it.integration(), it.secret().orElse(null)))
                        .build();
            case RegistrationOutcome.Refused it -> throw SelectionProblem.of(it.violations());
            case RegistrationOutcome.NotFound it -> throw new NotFoundException();
        };
    }
}
