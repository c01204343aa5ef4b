package org.sparkall.auth.logout;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.pages.PageAnswers;

/** The end session endpoint (OpenID Connect RP-Initiated Logout section 2). */
@Path("/v1/logout")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class LogoutResource {

    private final LogoutRequests requests;
    private final LogoutPages pages;

    LogoutResource(LogoutRequests requests, LogoutPages pages) {
        this.requests = requests;
        this.pages = pages;
    }

    @GET
    public Response get(@Context UriInfo uri) {
        return answer(uri.getQueryParameters());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(@Nullable String body) {
        return answer(URLUtils.parseParameters(body == null ? "" : body));
    }

    private Response answer(Map<String, List<String>> parameters) {
        return switch (requests.judge(parameters)) {
            case LogoutRequests.Judged.Accepted it -> pages.toLeave(it.flow());
            case LogoutRequests.Judged.Refused it ->
                PageAnswers.message(400, "You cannot be signed out this way", it.explanation());
        };
    }
}
