package org.sparkall.auth.registration;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.integration.IntegrationRegistry;

/** Takes from an integration the means to manage itself, when its token fell into other hands. Its developer still can. */
@Path("/v1/integrations/{id}/registration-token")
@Authenticated
@RunOnVirtualThread
public class RegistrationTokenResource {

    private final Jdbi jdbi;
    private final IntegrationRegistry registry;
    private final RegistrationTokens tokens;
    private final JsonWebToken developer;

    RegistrationTokenResource(
            Jdbi jdbi, IntegrationRegistry registry, RegistrationTokens tokens, JsonWebToken developer) {
        this.jdbi = jdbi;
        this.registry = registry;
        this.tokens = tokens;
        this.developer = developer;
    }

    /** Ends it for good; an integration without one answers the same. */
    @DELETE
    public void revoke(@PathParam("id") UUID id) {
        String clientId = registry.find(developer.getSubject(), id)
                .orElseThrow(NotFoundException::new)
                .clientId();
        jdbi.useTransaction(tx -> tokens.delete(tx, clientId));
    }
}
