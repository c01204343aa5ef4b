package org.sparkall.auth.authorization;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.sparkall.pages.PageAnswers;

/**
 * The authorization endpoint (RFC 6749 section 3.1). A request of an unknown client or with a redirect URI that is not registered is
 * answered with a page; everything else goes back to the integration.
 */
@Path("/v1/authorize")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class AuthorizationResource {

    private final AuthorizationRequests requests;
    private final GrantFlows flows;

    AuthorizationResource(AuthorizationRequests requests, GrantFlows flows) {
        this.requests = requests;
        this.flows = flows;
    }

    @GET
    public Response authorize(@Context UriInfo uri) {
        return answer(requests.judge(uri.getQueryParameters()));
    }

    /** Where the browser comes back to, signed in, and again when the person has answered. */
    @GET
    @Path("/continue")
    public Response resume(
            @QueryParam("flow") @Nullable String flow, @QueryParam("consent_request") @Nullable String consentRequest) {
        return answer(flows.resume(flow == null ? "" : flow, consentRequest));
    }

    /** Where the browser comes back to when the person did not sign in. */
    @GET
    @Path("/not-signed-in")
    public Response notSignedIn(
            @QueryParam("flow") @Nullable String flow, @QueryParam("error") @Nullable String error) {
        return answer(flows.notSignedIn(flow == null ? "" : flow, error == null ? "" : error));
    }

    static Response answer(AuthorizationAnswer answer) {
        return switch (answer) {
            case AuthorizationAnswer.Redirect it -> redirect(it.target());
            case AuthorizationAnswer.Page it -> page(it);
        };
    }

    private static Response redirect(URI target) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, target.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static Response page(AuthorizationAnswer.Page page) {
        return PageAnswers.message(page.status(), page.title(), page.explanation());
    }
}
