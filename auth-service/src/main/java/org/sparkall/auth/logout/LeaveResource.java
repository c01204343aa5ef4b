package org.sparkall.auth.logout;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.page.FormTokens;
import org.sparkall.pages.PageAnswers;

/**
 * The way out. The browser comes by Keycloak, without a page, so that it is known which session there is to end: it ends without a question
 * when the integration showed an ID token of that very session, else the person is asked. Keycloak sends the browser on to {@code /left},
 * and also at once when nobody is signed in.
 */
@Path("/v1/logout")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class LeaveResource {

    private final LogoutSeal seal;
    private final LogoutPages pages;
    private final FormTokens tokens;
    private final SecurityIdentity identity;
    private final SignOuts signOuts;

    LeaveResource(LogoutSeal seal, LogoutPages pages, FormTokens tokens, SecurityIdentity identity, SignOuts signOuts) {
        this.seal = seal;
        this.pages = pages;
        this.tokens = tokens;
        this.identity = identity;
        this.signOuts = signOuts;
    }

    @GET
    @Path("/leave")
    public Response leave(@QueryParam("logout") @Nullable String sealed) {
        Optional<LogoutFlow> flow = seal.open(sealed);
        Optional<SignedInSession> person = SignedInSession.of(identity);
        if (flow.isEmpty() || person.isEmpty()) return LogoutPages.expired();
        return flow.get().means(person.get())
                ? signOuts.end(flow.get(), person.get())
                : pages.ask(
                        flow.get(),
                        tokens.of(person.get().person(), person.get().sessionId()));
    }

    @POST
    @Path("/leave")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(
            @FormParam("logout") @Nullable String sealed,
            @FormParam("decision") @Nullable String decision,
            @FormParam(FormTokens.FIELD) @Nullable String token) {
        Optional<LogoutFlow> flow = seal.open(sealed);
        Optional<SignedInSession> person =
                SignedInSession.of(identity).filter(it -> tokens.matches(token, it.person(), it.sessionId()));
        if (flow.isEmpty() || person.isEmpty()) return LogoutPages.expired();
        return "leave".equals(decision)
                ? signOuts.end(flow.get(), person.get())
                : PageAnswers.message(200, "You are still signed in", "You can close this page.");
    }

    /** Where the browser comes back to when the session is over, or when there was none. */
    @GET
    @Path("/left")
    public Response left(
            @Context HttpHeaders headers,
            @QueryParam("state") @Nullable String returned,
            @QueryParam("logout") @Nullable String sealed,
            @QueryParam("error") @Nullable String error) {
        Optional<LogoutFlow> flow = seal.open(sealed == null ? returned : sealed);
        if (flow.isEmpty()) return LogoutPages.expired();
        // Keycloak says that nobody is signed in, or that it cannot tell without a page; anything else is a failure.
        if (error != null && !error.matches("login_required|interaction_required")) {
            return PageAnswers.message(503, "You were not signed out", "Signing out is not possible just now.");
        }
        return pages.done(flow.get(), headers);
    }
}
