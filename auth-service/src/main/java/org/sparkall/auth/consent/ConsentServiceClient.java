package org.sparkall.auth.consent;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** consent-service, spoken to with this service's own token. */
@RegisterRestClient(configKey = "consent-service")
@OidcClientFilter
@Path("/v1/consent-requests")
interface ConsentServiceClient {

    @POST
    ConsentReply ask(ConsentInquiry inquiry);

    @POST
    @Path("/preview")
    ConsentReply preview(ConsentInquiry inquiry);

    @GET
    @Path("/{id}")
    ConsentReply outcome(@PathParam("id") UUID id);
}
