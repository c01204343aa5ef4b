package org.sparkall.consent.apps;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.sparkall.consent.viewer.SignOut;

/** The way out of the pages. */
@Path("/")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class AppsSignOutResource {

    private final SignOut signOut;
    private final AppPages pages;

    AppsSignOutResource(SignOut signOut, AppPages pages) {
        this.signOut = signOut;
        this.pages = pages;
    }

    @GET
    @Path("/apps/sign-out")
    public Response leave() {
        return signOut.to("/signed-out");
    }

    /** Open to everybody, or the browser would be sent to sign in again at once. */
    @GET
    @Path("/signed-out")
    public Response left() {
        return pages.signedOut();
    }
}
