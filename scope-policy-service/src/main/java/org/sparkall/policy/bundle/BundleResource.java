package org.sparkall.policy.bundle;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The catalog as one signed document (RFC 7519), for everybody. Its keys are at {@code /v1/jwks}. */
@Path("/v1/catalog/bundle")
@RunOnVirtualThread
@Produces(BundleResource.JWT)
public class BundleResource {

    static final String JWT = "application/jwt";

    private final Bundles bundles;

    BundleResource(Bundles bundles) {
        this.bundles = bundles;
    }

    @GET
    @Operation(
            summary = "The catalog, signed",
            description =
                    "A JWS in compact form, of type spark-catalog+jwt, whose claims are iss, iat, exp, catalog_version, catalog"
                            + " (scopes, aggregates and features) and expansions (what each aggregate covers).")
    @APIResponse(
            responseCode = "200",
            description = "The bundle; its ETag is of its catalog's version, its key and the time of signing.")
    @APIResponse(responseCode = "304", description = "The caller has it already (If-None-Match).")
    public Response read(@Context Request request) {
        SignedBundle bundle = bundles.current();
        EntityTag tag = new EntityTag(bundle.tag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(bundle.document(), JWT) : unchanged;
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}
