package org.sparkall.consent.apps;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where somebody comes who has signed out. Open to everybody, or the browser would be sent to sign in again at once. */
@Path("/signed-out")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class SignedOutResource {

    private final AppPages pages;

    SignedOutResource(AppPages pages) {
        this.pages = pages;
    }

    @GET
    public Response signedOut() {
        return pages.signedOut();
    }
}
