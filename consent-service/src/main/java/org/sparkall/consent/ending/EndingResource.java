package org.sparkall.consent.ending;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.record.Caller;
import org.sparkall.consent.tally.Tallies;
import org.sparkall.identity.OrganizationAdministrator;

/** Where an administrator ends all that people of their organisation agreed to with an integration. */
@Path("/v1/organization/integrations/{client_id}/endings")
@RolesAllowed(OrganizationAdministrator.ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class EndingResource {

    private final Endings endings;
    private final Tallies tallies;
    private final Caller caller;

    EndingResource(Endings endings, Tallies tallies, Caller caller) {
        this.endings = endings;
        this.tallies = tallies;
        this.caller = caller;
    }

    /** Why it is done. */
    @RegisterForReflection
    public record Reason(
            @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters") @Nullable
            String reason) {}

    /** How far it is. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record Progress(String id, String clientId, long total, long done, boolean finished) {

        static Progress of(Ending it) {
            return new Progress(it.id().toString(), it.clientId(), it.total(), it.done(), it.isFinished());
        }
    }

    /** 202: it has begun. */
    @POST
    public Response begin(
            @PathParam("client_id") @Pattern(regexp = "[\\x21-\\x7e]{1,128}") String clientId,
            @Valid @NotNull Reason reason) {
        String organization = organization();
        Ending work = endings.begin(
                organization,
                clientId,
                tallies.of(organization, clientId).people(),
                caller.subject(),
                Optional.ofNullable(reason.reason()));
        return Response.accepted(Progress.of(work))
                .location(URI.create("v1/organization/integrations/" + clientId + "/endings/" + work.id()))
                .build();
    }

    @GET
    @Path("/{id}")
    public Progress read(@PathParam("client_id") String clientId, @PathParam("id") UUID id) {
        return endings.find(organization(), id)
                .filter(it -> it.clientId().equals(clientId))
                .map(Progress::of)
                .orElseThrow(NotFoundException::new);
    }

    private String organization() {
        return caller.administeredOrganization().orElseThrow(ForbiddenException::new);
    }
}
