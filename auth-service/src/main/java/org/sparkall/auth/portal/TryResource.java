package org.sparkall.auth.portal;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.integration.RegistrationOutcome;
import org.sparkall.auth.page.FormTokens;

/** Runs an integration's flow with the developer as the person who grants, and shows each message. */
@Path("/integrations")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class TryResource {

    private static final int LONGEST_SCOPE = 10_000;

    private final OwnIntegrations own;
    private final IntegrationRegistry registry;
    private final Developer developer;
    private final TryRequests requests;
    private final TryCookie cookie;
    private final TriedFlows flows;
    private final PortalAnswers answers;

    TryResource(
            OwnIntegrations own,
            IntegrationRegistry registry,
            Developer developer,
            TryRequests requests,
            TryCookie cookie,
            TriedFlows flows,
            PortalAnswers answers) {
        this.own = own;
        this.registry = registry;
        this.developer = developer;
        this.requests = requests;
        this.cookie = cookie;
        this.flows = flows;
        this.answers = answers;
    }

    @GET
    @Path("/{id}/try")
    public Response offer(@PathParam("id") String id) {
        return own.find(id)
                .map(it -> answers.page(200, Pages.attempt(flows.offer(it), developer.formToken())))
                .orElseGet(answers::notFound);
    }

    /** Registers the portal's redirect URI for the integration, as its developer could by hand. */
    @POST
    @Path("/{id}/try/redirect-uri")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response addRedirectUri(
            @PathParam("id") String id, @FormParam(FormTokens.FIELD) @Nullable String formToken) {
        if (!developer.sent(formToken)) return answers.foreignForm();
        Optional<Integration> found = own.find(id);
        if (found.isEmpty()) return answers.notFound();
        Integration it = found.get();
        if (it.redirectsTo(requests.redirectUri().toString())) return PortalAnswers.see(path(it));
        IntegrationForm form = IntegrationForm.of(it).alsoRedirectingTo(requests.redirectUri());
        return registry.change(developer.id(), it.id(), FormRequests.of(form)) instanceof RegistrationOutcome.Done
                ? PortalAnswers.see(path(it))
                : answers.page(
                        409,
                        Pages.message(
                                "The address could not be added",
                                "The registration does not keep today's rules. Edit the integration first."));
    }

    /** Where somebody comes who had to sign in on the way to the form above. */
    @GET
    @Path("/{id}/try/redirect-uri")
    public Response beforeAdding(@PathParam("id") String id) {
        return own.find(id).map(it -> PortalAnswers.see(path(it))).orElseGet(answers::notFound);
    }

    @POST
    @Path("/{id}/try")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(
            @PathParam("id") String id,
            @FormParam("scope") @Nullable String scope,
            @FormParam("ask_again") @Nullable String askAgain,
            @FormParam(FormTokens.FIELD) @Nullable String formToken) {
        if (!developer.sent(formToken)) return answers.foreignForm();
        Optional<Integration> found = own.find(id);
        if (found.isEmpty()) return answers.notFound();
        Integration it = found.get();
        if (!it.redirectsTo(requests.redirectUri().toString()) || scope == null || scope.length() > LONGEST_SCOPE) {
            return PortalAnswers.see(path(it));
        }
        TrySession flow = new TrySession(
                it.id(),
                developer.id(),
                scope,
                askAgain != null,
                new State().getValue(),
                new CodeVerifier().getValue(),
                cookie.deadline());
        return Response.fromResponse(PortalAnswers.see(requests.address(it, flow)))
                .cookie(cookie.of(flow))
                .build();
    }

    /** Where the browser comes back to, with a code or an error (RFC 6749 section 4.1.2). */
    @GET
    @Path("/try/callback")
    public Response callback(@CookieParam(TryCookie.NAME) @Nullable String sealed, @Context UriInfo address) {
        return cookie.open(sealed)
                .filter(it -> it.developer().equals(developer.id()))
                .flatMap(flow -> flows.tried(flow, address.getQueryParameters()))
                .map(it -> answers.page(200, Pages.tried(it)))
                .orElseGet(() -> answers.page(
                        400,
                        Pages.message(
                                "This answer fits no request of yours",
                                "Its state is missing, old, or of another request. Start the flow again.")));
    }

    private static String path(Integration it) {
        return "/integrations/" + it.id() + "/try";
    }
}
