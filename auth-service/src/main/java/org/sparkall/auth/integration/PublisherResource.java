package org.sparkall.auth.integration;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sparkall.auth.integration.Integration.Publisher;
import org.sparkall.identity.CallerSubject;

/** Who publishes an integration, in the hands of the operators who verify it; people see it on the consent page. */
@Path("/v1/publishers/{client_id}")
@RolesAllowed(PublisherResource.OPERATOR)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PublisherResource {

    static final String OPERATOR = "integration-operator";

    private final IntegrationRegistry registry;
    private final SecurityIdentity caller;
    private final Clock clock = Clock.systemUTC();

    PublisherResource(IntegrationRegistry registry, SecurityIdentity caller) {
        this.registry = registry;
        this.caller = caller;
    }

    /** What an operator says. */
    @RegisterForReflection
    public record PublisherRequest(
            @NotBlank @Size(max = 80) @Pattern(regexp = OneLine.PATTERN, message = OneLine.MESSAGE)
            String name) {}

    /** A verified publisher. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record PublisherView(String clientId, String name, String verifiedBy, Instant verifiedAt) {}

    @GET
    public PublisherView read(@PathParam("client_id") String clientId) {
        return view(registry.byClientId(clientId));
    }

    /** Says that it was verified who publishes the integration. It holds until what people know the integration by changes. */
    @PUT
    public PublisherView verify(@PathParam("client_id") String clientId, @Valid @NotNull PublisherRequest request) {
        String operator = CallerSubject.of(caller);
        Publisher publisher = new Publisher(request.name().strip(), operator, clock.instant());
        return view(registry.publish(clientId, Optional.of(publisher), operator));
    }

    @DELETE
    public void takeBack(@PathParam("client_id") String clientId) {
        if (registry.publish(clientId, Optional.empty(), CallerSubject.of(caller))
                .isEmpty()) throw new NotFoundException();
    }

    private static PublisherView view(Optional<Integration> integration) {
        return integration
                .flatMap(it -> it.publisher()
                        .map(by -> new PublisherView(it.clientId(), by.name(), by.verifiedBy(), by.verifiedAt())))
                .orElseThrow(NotFoundException::new);
    }
}
