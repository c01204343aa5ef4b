package org.sparkall.consent.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.approval.Decision.Outcome;
import org.sparkall.consent.record.Caller;
import org.sparkall.identity.OrganizationAdministrator;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/** What people asked their administrators for: to them, and to the administrators, who decide. */
@Path("/v1")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalResource {

    private static final int OWN = 100;

    private final Approvals approvals;
    private final Deciding deciding;
    private final Caller caller;

    ApprovalResource(Approvals approvals, Deciding deciding, Caller caller) {
        this.approvals = approvals;
        this.deciding = deciding;
        this.caller = caller;
    }

    /** A page of requests; {@code next} is the cursor of the following page. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<ApprovalView> items, @Nullable String next) {}

    /**
     * What an administrator says.
     *
     * @param scopes of those that were asked for the ones that are granted; needed to approve
     */
    @RegisterForReflection
    public record Answer(
            @Size(max = 200) @Nullable List<@NotNull @Size(max = 128) String> scopes,

            @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters") @Nullable
            String reason) {}

    /** What the caller asked for themselves, the newest first. */
    @GET
    @Authenticated
    @Path("/approvals")
    public Page own() {
        return new Page(
                approvals.ofPerson(caller.subject(), OWN).stream()
                        .map(ApprovalView::of)
                        .toList(),
                null);
    }

    /** What waits for the caller's word as an administrator. */
    @GET
    @RolesAllowed(OrganizationAdministrator.ROLE)
    @Path("/organization/approvals")
    public Page pending(
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        List<ApprovalView> items = approvals.pending(organization(), after, limit).stream()
                .map(ApprovalView::of)
                .toList();
        return new Page(items, items.size() == limit ? items.getLast().id() : null);
    }

    @POST
    @RolesAllowed(OrganizationAdministrator.ROLE)
    @Path("/organization/approvals/{id}/approve")
    public ApprovalView approve(@PathParam("id") UUID id, @Valid @NotNull Answer answer) {
        // The person may ask for more while the administrator thinks.
        if (answer.scopes() == null) {
            throw new ProblemException(Problem.ofStatus(
                    Response.Status.BAD_REQUEST, "scopes must name what is granted, of what was asked for"));
        }
        return view(approvals.approve(id, new LinkedHashSet<>(answer.scopes()), decision(answer)));
    }

    @POST
    @RolesAllowed(OrganizationAdministrator.ROLE)
    @Path("/organization/approvals/{id}/refuse")
    public ApprovalView refuse(@PathParam("id") UUID id, @Valid @NotNull Answer answer) {
        return view(approvals.refuse(id, decision(answer)));
    }

    private Decision decision(Answer answer) {
        return deciding.decision(organization(), Optional.ofNullable(answer.reason()));
    }

    private String organization() {
        return caller.administeredOrganization().orElseThrow(ForbiddenException::new);
    }

    private static ApprovalView view(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided it -> ApprovalView.of(it.request());
            case Outcome.NotFound it -> throw new NotFoundException();
            case Outcome.NotPending it ->
                throw new ProblemException(Problem.of(
                        "not-pending",
                        "The request does not wait any more",
                        409,
                        "It is " + it.request().state().wireName() + ".",
                        Map.of()));
            case Outcome.NotTheirs it ->
                throw new ProblemException(Problem.of(
                        "not-yours-to-grant",
                        "An administrator can only grant what they hold themselves and what was asked for",
                        403,
                        it.scopes().isEmpty()
                                ? "At least one scope must be granted; refuse the request otherwise."
                                : "Not held or not asked for: " + String.join(", ", it.scopes()),
                        Map.of("scopes", it.scopes())));
        };
    }
}
