package org.sparkall.consent.erasure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;
import org.sparkall.identity.CallerSubject;

/** Where an operator has people erased who asked for it, or who are gone from Keycloak. */
@Path("/v1/persons/{person}")
@RolesAllowed("privacy-operator")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {

    private static final Logger LOG = Logger.getLogger(ErasureResource.class);

    private final Erasure erasure;
    private final SecurityIdentity caller;

    ErasureResource(Erasure erasure, SecurityIdentity caller) {
        this.erasure = erasure;
        this.caller = caller;
    }

    /** @param consents of how many consents they were the person */
    @RegisterForReflection
    public record Erased(int consents) {}

    /**
     * Forgets a person; doing it again is harmless.
     *
     * @param person their subject at Keycloak
     */
    @DELETE
    public Erased erase(@PathParam("person") @Pattern(regexp = "[A-Za-z0-9._:@+-]{1,255}") String person) {
        String operator = CallerSubject.of(caller);
        Erased erased = new Erased(erasure.erase(person, operator));
        LOG.infof("a person was erased from %d consents", erased.consents());
        return erased;
    }
}
