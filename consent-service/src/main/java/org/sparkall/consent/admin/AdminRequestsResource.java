package org.sparkall.consent.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.approval.Approvals;
import org.sparkall.consent.approval.Deciding;
import org.sparkall.consent.approval.Decision;
import org.sparkall.consent.approval.Decision.Outcome;

/** What people ask their administrator for. */
@Path("/admin/requests")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class AdminRequestsResource {

    private static final int SHOWN = 50;

    private final Administrator administrator;
    private final Approvals approvals;
    private final Deciding deciding;
    private final AdminPages pages;

    AdminRequestsResource(Administrator administrator, Approvals approvals, Deciding deciding, AdminPages pages) {
        this.administrator = administrator;
        this.approvals = approvals;
        this.deciding = deciding;
        this.pages = pages;
    }

    @GET
    public Response list(@QueryParam("done") @Nullable String done) {
        return administrator
                .organization()
                .map(it -> pages.requests(approvals.pending(it, null, SHOWN), deciding.held(), done))
                .orElseGet(pages::forbidden);
    }

    @POST
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            @PathParam("id") String id,
            @FormParam("decision") @Nullable String said,
            @FormParam("scope") @Nullable List<String> chosen,
            @FormParam("reason") @Nullable String reason) {
        return administrator
                .organization()
                .map(organization -> AdminIds.parse(id)
                        .map(it -> decide(
                                it,
                                "approve".equals(said),
                                chosen == null ? List.of() : chosen,
                                deciding.decision(organization, AdminResource.reason(reason))))
                        .orElseGet(pages::notFound))
                .orElseGet(pages::forbidden);
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/{id}")
    public Response beforeDeciding() {
        return AdminResource.see("/admin/requests");
    }

    private Response decide(UUID id, boolean approve, List<String> chosen, Decision decision) {
        Outcome outcome =
                approve ? approvals.approve(id, new LinkedHashSet<>(chosen), decision) : approvals.refuse(id, decision);
        return switch (outcome) {
            case Outcome.Decided it -> AdminResource.see("/admin/requests?done=" + (approve ? "approved" : "refused"));
            case Outcome.NotPending it -> AdminResource.see("/admin/requests?done=not-pending");
            case Outcome.NotTheirs it -> AdminResource.see("/admin/requests?done=choose");
            case Outcome.NotFound it -> pages.notFound();
        };
    }
}
