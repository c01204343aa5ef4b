package org.sparkall.consent.request;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/** Where auth-service has people asked; nobody else may. */
@Path("/v1/consent-requests")
@RolesAllowed("consent-requester")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConsentRequestResource {

    private final ConsentRequests requests;
    private final ConsentSettings settings;

    ConsentRequestResource(ConsentRequests requests, ConsentSettings settings) {
        this.requests = requests;
        this.settings = settings;
    }

    /** 200 with the answer when a standing consent gives it, 201 with the page when the person must be asked. */
    @POST
    public Response ask(@Valid @NotNull ConsentRequest request) {
        if (settings.allowedReturnPrefixes().stream().noneMatch(request.returnUri()::startsWith)) {
            throw new ProblemException(Problem.of(
                    "return-uri",
                    "The browser may not be sent there",
                    400,
                    "return_uri must begin with one of the prefixes that this installation allows.",
                    Map.of()));
        }
        ConsentReply reply = requests.ask(request);
        return Response.status(reply.isPending() ? Response.Status.CREATED : Response.Status.OK)
                .header("Cache-Control", "no-store")
                .entity(reply)
                .build();
    }

    /** 201 with a page that shows what the person would be asked, and takes no answer. Nothing is decided or kept. */
    @POST
    @Path("/preview")
    public Response preview(@Valid @NotNull ConsentRequest request) {
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(requests.preview(request))
                .build();
    }

    /** What the person answered; 404 as long as they have not. */
    @GET
    @Path("/{id}")
    public ConsentReply outcome(@PathParam("id") UUID id) {
        return requests.outcome(id).map(ConsentReply::of).orElseThrow(NotFoundException::new);
    }
}
