package org.sparkall.benchmarks.guarded;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** An endpoint that does nothing, for those who may ask it. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class GuardedResource {

    /** As long as a decision. */
    private static final String ANSWER = "{\"padding\":\"" + "x".repeat(380) + "\"}";

    @POST
    @Path("/empty")
    @RolesAllowed("decision-caller")
    @NonBlocking
    public String empty(String body) {
        return ANSWER;
    }
}
