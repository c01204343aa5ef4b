package org.sparkall.policy.catalog;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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

/** What the catalog's groups are called, in an operator's hands. A group is there as long as a scope is in it. */
@Path("/v1/groups/{group}")
@RolesAllowed(CatalogOperator.ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class GroupResource {

    private final CatalogOperator operator;

    GroupResource(CatalogOperator operator) {
        this.operator = operator;
    }

    /** Replaces the group's titles. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("group") String group,
            @QueryParam("dry_run") boolean dryRun,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull ChangeRequest.GroupBody body) {
        return operator.carryOut(List.of(body.named(group)), ifMatch, dryRun);
    }
}
