package org.sparkall.policy.catalog;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.policy.catalog.CatalogChange.Kind;

/** The catalog's aggregates in an operator's hands; everybody reads them with the scopes. */
@Path("/v1/aggregates/{name}")
@RolesAllowed(CatalogOperator.ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AggregateResource {

    private final CatalogOperator operator;

    AggregateResource(CatalogOperator operator) {
        this.operator = operator;
    }

    /** Adds or changes an aggregate. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("name") @Pattern(regexp = ChangeRequest.NAME) @Size(max = 128) String name,
            @QueryParam("dry_run") boolean dryRun,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull ChangeRequest.AggregateBody body) {
        return operator.carryOut(List.of(body.named(name)), ifMatch, dryRun);
    }

    /** Removes an aggregate. */
    @DELETE
    public Response remove(
            @PathParam("name") String name,
            @QueryParam("dry_run") boolean dryRun,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return operator.carryOut(List.of(new CatalogChange.Remove(Kind.AGGREGATE, name)), ifMatch, dryRun);
    }
}
