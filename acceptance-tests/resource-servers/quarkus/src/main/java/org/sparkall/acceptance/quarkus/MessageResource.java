package org.sparkall.acceptance.quarkus;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** A resource server on Quarkus that is told nothing but the issuer and its own name: reading messages needs their scope. */
@Path("/messages")
@NonBlocking
public class MessageResource {

    private final JsonWebToken token;

    MessageResource(JsonWebToken token) {
        this.token = token;
    }

    @GET
    @PermissionsAllowed("spark:messages_read")
    public String read() {
        return "messages of " + token.getSubject();
    }
}
