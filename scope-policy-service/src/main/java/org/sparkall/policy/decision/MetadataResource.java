package org.sparkall.policy.decision;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where this policy decision point answers (AuthZEN 1.0 section 9). States exactly what is supported; of the registered capabilities that is
 * none, and a parameter without values is left out (section 9.2.2).
 */
@Path("/.well-known/authzen-configuration")
@Produces(MediaType.APPLICATION_JSON)
public class MetadataResource {

    private static final String CACHING = "public, max-age=300";

    private final String address;

    MetadataResource(@ConfigProperty(name = "sparkall.public-url") String address) {
        this.address = address;
    }

    @GET
    public Response configuration() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("policy_decision_point", address);
        all.put("access_evaluation_endpoint", address + "/access/v1/evaluation");
        all.put("access_evaluations_endpoint", address + "/access/v1/evaluations");
        all.put("search_subject_endpoint", address + "/access/v1/search/subject");
        all.put("search_resource_endpoint", address + "/access/v1/search/resource");
        all.put("search_action_endpoint", address + "/access/v1/search/action");
        return Response.ok(all).header("Cache-Control", CACHING).build();
    }
}
