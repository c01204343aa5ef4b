package org.sparkall.auth.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All developers' integrations, for operators to look at; {@link PublisherResource} is what they may say of one. */
@Path("/v1/operator/integrations")
@RolesAllowed(PublisherResource.OPERATOR)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class OperatorIntegrationResource {

    private static final String LINE = "\\P{Cntrl}*";
    private static final String LINE_MESSAGE = "must not contain control characters";

    private final IntegrationRegistry registry;

    OperatorIntegrationResource(IntegrationRegistry registry) {
        this.registry = registry;
    }

    /** A page of integrations; {@code next} is the cursor of the following page. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<OperatedIntegration> items, @Nullable String next) {}

    /**
     * An integration as operators see it: as its developer does, without its secret.
     *
     * @param owner the developer: their subject at Keycloak
     */
    @RegisterForReflection
    public record OperatedIntegration(@JsonUnwrapped IntegrationView integration, String owner) {

        static OperatedIntegration of(Integration it) {
            return new OperatedIntegration(IntegrationView.of(it), it.owner());
        }
    }

    /**
     * Finds integrations, in the order of their client identifiers; each parameter narrows the answer.
     *
     * @param name a part of the name, in capitals or not
     * @param owner the developer's subject
     */
    @GET
    public Page list(
            @QueryParam("name") @Size(max = 80) @Pattern(regexp = LINE, message = LINE_MESSAGE) @Nullable String name,
            @QueryParam("owner") @Size(max = 128) @Pattern(regexp = LINE, message = LINE_MESSAGE) @Nullable
                    String owner,
            @QueryParam("status") @Pattern(regexp = "enabled|disabled") @Nullable String status,
            @QueryParam("after") @DefaultValue("") @Size(max = 128) @Pattern(regexp = LINE, message = LINE_MESSAGE)
                    String after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        List<OperatedIntegration> items = registry.page(name, owner, status, after, limit).stream()
                .map(OperatedIntegration::of)
                .toList();
        return new Page(
                items, items.size() == limit ? items.getLast().integration().clientId() : null);
    }

    @GET
    @Path("/{client_id}")
    public OperatedIntegration read(@PathParam("client_id") String clientId) {
        return registry.byClientId(clientId).map(OperatedIntegration::of).orElseThrow(NotFoundException::new);
    }
}
