package org.sparkall.auth.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.identity.CallerSubject;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/**
 * Grants in an operator's hands (role {@value #OPERATOR}): of a person, an integration or both. The consent that a grant rests on stays; only the
 * person and their organisation's administrators take that back.
 */
@Path("/v1/operator/grants")
@RolesAllowed(OperatorGrantResource.OPERATOR)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OperatorGrantResource {

    static final String OPERATOR = "grant-operator";

    /** How many one request ends: it is to be answered within seconds. */
    private static final int BATCH = 500;

    private static final String NAME = "[\\x21-\\x7e]{1,128}";
    private static final String NAME_MESSAGE = "must be 1 to 128 visible ASCII characters";
    private static final String REASON = "\\P{Cntrl}*";
    private static final String REASON_MESSAGE = "must not contain control characters";

    private final OperatedGrants grants;
    private final SecurityIdentity caller;

    OperatorGrantResource(OperatedGrants grants, SecurityIdentity caller) {
        this.grants = grants;
        this.caller = caller;
    }

    /** A page of grants; {@code next} is the cursor of the following page. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<OperatedGrant> items, @Nullable String next) {}

    /**
     * Which grants are to end: of a person, of an integration, or of both together.
     *
     * @param reason why, for the audit trail; null when there is none to give
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record EndingRequest(
            @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable
            String person,

            @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable
            String clientId,

            @Size(max = 500) @Pattern(regexp = REASON, message = REASON_MESSAGE) @Nullable
            String reason) {}

    /**
     * What came of it.
     *
     * @param ended how many grants ended
     * @param standing how many stand; ask again as long as it is not 0
     */
    @RegisterForReflection
    public record Ending(int ended, long standing) {}

    /** Standing grants, of a person, of an integration, or of both together. */
    @GET
    public Page list(
            @QueryParam("person") @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable String person,
            @QueryParam("client_id") @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable String clientId,
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        List<OperatedGrant> items = grants.page(selection(person, clientId), after, limit);
        return new Page(items, items.size() == limit ? items.getLast().id() : null);
    }

    /** A grant, standing or ended. */
    @GET
    @Path("/{id}")
    public OperatedGrant read(@PathParam("id") UUID id) {
        return grants.find(id).orElseThrow(NotFoundException::new);
    }

    /** Ends a grant: its refresh token and, where it is asked for, its access tokens are worthless. One that ended already is not found. */
    @DELETE
    @Path("/{id}")
    public void end(
            @PathParam("id") UUID id,
            @QueryParam("reason") @Size(max = 500) @Pattern(regexp = REASON, message = REASON_MESSAGE) @Nullable
                    String reason) {
        if (!grants.end(id, CallerSubject.of(caller), reason)) throw new NotFoundException();
    }

    /** Ends up to 500 grants. With {@code dry_run} it says how many stand, and ends none. */
    @POST
    @Path("/endings")
    public Ending end(@QueryParam("dry_run") boolean dryRun, @Valid @NotNull EndingRequest request) {
        GrantSelection which = selection(request.person(), request.clientId());
        int ended = dryRun ? 0 : grants.end(which, BATCH, CallerSubject.of(caller), request.reason());
        return new Ending(ended, grants.count(which));
    }

    private static GrantSelection selection(@Nullable String person, @Nullable String clientId) {
        if (person == null && clientId == null) {
            throw new ProblemException(Problem.ofStatus(
                    Response.Status.BAD_REQUEST, "Name a person, an integration's client_id, or both."));
        }
        return new GrantSelection(person, clientId);
    }
}
