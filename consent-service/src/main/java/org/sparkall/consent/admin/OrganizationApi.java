package org.sparkall.consent.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * auth-service's registry and rules, as the administrator whose token it is may see and change them. What is only read is asked once more when
 * no answer came; while auth-service does not answer it is left alone.
 */
@RegisterRestClient(configKey = "auth-service")
@Path("/v1/organization")
@Consumes(MediaType.APPLICATION_JSON)
@CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 2_000, failOn = ProcessingException.class)
@Bulkhead(32)
interface OrganizationApi {

    /** A page of integrations. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Page(List<InUse> items, @Nullable String next) {}

    /** An integration that is in use or has a rule. */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record InUse(
            String clientId,
            String name,
            String description,
            String status,
            long people,
            @Nullable Instant lastGrantedAt,
            @Nullable Rule rule) {}

    /** What the organisation says of it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rule(String rule, @Nullable String reason) {}

    /** What holds for integrations without a rule. */
    @RegisterForReflection
    record Policy(String integrations) {}

    @GET
    @Retry(maxRetries = 1, delay = 100, jitter = 80, retryOn = ProcessingException.class)
    @Path("/integrations")
    Page list(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("after") String after,
            @QueryParam("limit") int limit);

    @GET
    @Retry(maxRetries = 1, delay = 100, jitter = 80, retryOn = ProcessingException.class)
    @Path("/integrations/{client_id}")
    InUse read(@HeaderParam("Authorization") String bearer, @PathParam("client_id") String clientId);

    @PUT
    @Path("/integrations/{client_id}/rule")
    InUse decide(@HeaderParam("Authorization") String bearer, @PathParam("client_id") String clientId, Rule rule);

    @DELETE
    @Path("/integrations/{client_id}/rule")
    void takeBack(@HeaderParam("Authorization") String bearer, @PathParam("client_id") String clientId);

    @GET
    @Retry(maxRetries = 1, delay = 100, jitter = 80, retryOn = ProcessingException.class)
    @Path("/policy")
    Policy policy(@HeaderParam("Authorization") String bearer);

    @PUT
    @Path("/policy")
    Policy decide(@HeaderParam("Authorization") String bearer, Policy policy);
}
