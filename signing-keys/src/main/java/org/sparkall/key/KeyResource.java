package org.sparkall.key;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.sparkall.identity.CallerSubject;

/** The signing keys in an operator's hands (role {@value #OPERATOR}). Each answer is the keys as they are afterwards. */
@Path("/v1/keys")
@RolesAllowed(KeyResource.OPERATOR)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

    static final String OPERATOR = "key-operator";

    private final KeyRotation rotation;
    private final KeyRing keys;
    private final SecurityIdentity caller;

    KeyResource(KeyRotation rotation, KeyRing keys, SecurityIdentity caller) {
        this.rotation = rotation;
        this.keys = keys;
        this.caller = caller;
    }

    /** All keys of tokens that could be valid. */
    @RegisterForReflection
    public record Keys(List<KeyView> keys) {}

    @GET
    public Keys list() {
        Instant now = Instant.now();
        return new Keys(
                rotation.current().stream().map(it -> KeyView.of(it, now)).toList());
    }

    /** Publishes another key of each algorithm now, which signs when verifiers have had the time to see it. */
    @POST
    @Path("/rotation")
    public Keys rotate() {
        rotation.rotate(CallerSubject.of(caller));
        keys.reload();
        return list();
    }

    /** Ends trust in a key at once, whatever it signed. */
    @POST
    @Path("/{kid}/compromise")
    public Keys compromise(@PathParam("kid") String kid) {
        if (!rotation.compromise(kid, CallerSubject.of(caller))) throw new NotFoundException();
        keys.reload();
        return list();
    }
}
