package org.sparkall.consent.admin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.admin.Integrations.UnavailableException;
import org.sparkall.consent.admin.OrganizationApi.InUse;
import org.sparkall.consent.admin.OrganizationApi.Page;
import org.sparkall.consent.approval.Approvals;
import org.sparkall.consent.ending.Ending;
import org.sparkall.consent.ending.Endings;
import org.sparkall.consent.tally.Tallies;
import org.sparkall.consent.tally.Tallies.Tally;
import org.sparkall.consent.viewer.SignOut;

/** An organisation's integrations in front of its administrator. */
@Path("/admin")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class AdminResource {

    private static final Set<String> RULES = Set.of("approved", "pre_approved", "blocked");
    private static final String NO_RULE = "none";
    private static final int MOST_REASON = 500;
    private static final int COUNTED = 100;

    private final Administrator administrator;
    private final Integrations integrations;
    private final Tallies tallies;
    private final Approvals approvals;
    private final Endings endings;
    private final AdminPages pages;
    private final SignOut signOut;

    AdminResource(
            Administrator administrator,
            Integrations integrations,
            Tallies tallies,
            Approvals approvals,
            Endings endings,
            AdminPages pages,
            SignOut signOut) {
        this.administrator = administrator;
        this.integrations = integrations;
        this.tallies = tallies;
        this.approvals = approvals;
        this.endings = endings;
        this.pages = pages;
        this.signOut = signOut;
    }

    @GET
    @Path("/apps")
    public Response list(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("done") @Nullable String done) {
        return forAdministrator(organization -> {
            Page page = integrations.page(after);
            Map<String, Tally> byClient = page.items().stream()
                    .collect(Collectors.toMap(InUse::clientId, it -> tallies.of(organization, it.clientId())));
            return pages.list(
                    organization,
                    page.items(),
                    byClient,
                    page.next(),
                    approvals.pending(organization, null, COUNTED).size(),
                    integrations.requiresApproval(),
                    done);
        });
    }

    @POST
    @Path("/policy")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response policy(@FormParam("integrations") @Nullable String policy) {
        return forAdministrator(organization -> {
            integrations.requireApproval(Integrations.APPROVAL_REQUIRED.equals(policy));
            return see("/admin/apps?done=saved");
        });
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/policy")
    public Response beforePolicy() {
        return see("/admin/apps");
    }

    @GET
    @Path("/apps/{client_id}")
    public Response detail(@PathParam("client_id") String clientId, @QueryParam("done") @Nullable String done) {
        return forAdministrator(organization -> integrations
                .find(clientId)
                .map(it -> pages.detail(it, tallies.of(organization, clientId), done))
                .orElseGet(pages::notFound));
    }

    @GET
    @Path("/apps/{client_id}/block")
    public Response confirmBlock(@PathParam("client_id") String clientId) {
        return confirm(clientId, true);
    }

    @GET
    @Path("/apps/{client_id}/end")
    public Response confirmEnd(@PathParam("client_id") String clientId) {
        return confirm(clientId, false);
    }

    private Response confirm(String clientId, boolean block) {
        return forAdministrator(organization -> integrations
                .find(clientId)
                .map(it -> pages.confirm(it, tallies.of(organization, clientId), block))
                .orElseGet(pages::notFound));
    }

    @POST
    @Path("/apps/{client_id}/rule")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            @PathParam("client_id") String clientId,
            @FormParam("rule") @Nullable String rule,
            @FormParam("reason") @Nullable String reason) {
        String said = String.valueOf(rule);
        return forAdministrator(organization -> {
            if (!RULES.contains(said) && !said.equals(NO_RULE)) return see("/admin/apps/" + clientId);
            boolean known = said.equals(NO_RULE)
                    ? integrations.takeBack(clientId)
                    : integrations.decide(clientId, said, reason(reason).orElse(null));
            return known ? see("/admin/apps/" + clientId + "?done=saved") : pages.notFound();
        });
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/apps/{client_id}/rule")
    public Response beforeDeciding(@PathParam("client_id") String clientId) {
        return forAdministrator(organization -> integrations
                .find(clientId)
                .map(it -> see("/admin/apps/" + it.clientId()))
                .orElseGet(pages::notFound));
    }

    /** Begins to end all access; the page that follows shows how far it is. */
    @POST
    @Path("/apps/{client_id}/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@PathParam("client_id") String clientId, @FormParam("reason") @Nullable String reason) {
        return forAdministrator(organization -> integrations
                .find(clientId)
                .map(it -> {
                    Ending work = endings.begin(
                            organization,
                            clientId,
                            tallies.of(organization, clientId).people(),
                            administrator.subject(),
                            reason(reason));
                    return see("/admin/endings/" + work.id());
                })
                .orElseGet(pages::notFound));
    }

    @GET
    @Path("/endings/{id}")
    public Response ending(@PathParam("id") String id) {
        return forAdministrator(organization -> AdminIds.parse(id)
                .flatMap(it -> endings.find(organization, it))
                .map(it -> pages.ending(it, integrations.find(it.clientId())))
                .orElseGet(pages::notFound));
    }

    @POST
    @Path("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response leave() {
        return signOut.to("/signed-out");
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/sign-out")
    public Response beforeLeaving() {
        return see("/admin/apps");
    }

    private Response forAdministrator(Function<String, Response> answer) {
        try {
            return administrator.organization().map(answer).orElseGet(pages::forbidden);
        } catch (UnavailableException e) {
            return pages.unavailable();
        }
    }

    /** What was typed as a reason; control characters and what is too long are left out. */
    static Optional<String> reason(@Nullable String typed) {
        if (typed == null) return Optional.empty();
        String reason = typed.replaceAll("\\p{Cntrl}", " ").strip();
        return Optional.of(reason.substring(0, Math.min(reason.length(), MOST_REASON)))
                .filter(it -> !it.isEmpty());
    }

    static Response see(String address) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", address)
                .header("Cache-Control", "no-store")
                .build();
    }
}
