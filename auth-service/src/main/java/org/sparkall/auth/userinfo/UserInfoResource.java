package org.sparkall.auth.userinfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.token.PresentedToken;

/** UserInfo (OpenID Connect Core section 5.3): who it is, and nothing that the access token does not say. */
@Path("/v1/userinfo")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class UserInfoResource {

    private final UserInfoAccess access;

    UserInfoResource(UserInfoAccess access) {
        this.access = access;
    }

    /**
     * What is said of a person.
     *
     * @param sub the same as in the ID token
     * @param org their organisation; left out when they have none
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UserInfo(String sub, @Nullable String org) {}

    @GET
    public Response get(@Context UriInfo uri, @Context HttpHeaders headers) {
        return answer(access.require(HttpMethod.GET, uri, headers, null));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response post(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        return answer(access.require(HttpMethod.POST, uri, headers, body));
    }

    private static Response answer(PresentedToken token) {
        return Response.ok(new UserInfo(token.subject(), token.organization()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
