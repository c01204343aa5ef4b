package org.sparkall.auth.consent;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * consent-service, spoken to with this service's own token. A question changes nothing that asking it twice would not, so what got no
 * answer is asked once more; while it does not answer it is left alone, and nobody waits for it. How long one answer may take is the
 * connection's setting.
 */
@RegisterRestClient(configKey = "consent-service")
@OidcClientFilter
@Path("/v1/consent-requests")
@Retry(maxRetries = 1, delay = 100, jitter = 80, retryOn = ProcessingException.class)
@CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 2_000, failOn = ProcessingException.class)
@Bulkhead(64)
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
