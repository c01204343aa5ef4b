package org.sparkall.policy.decision;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where this policy decision point answers (AuthZEN 1.0 section 9). States exactly what is supported. */
@Path("/.well-known/authzen-configuration")
@Produces(MediaType.APPLICATION_JSON)
public class MetadataResource {

    private final String address;

    MetadataResource(@ConfigProperty(name = "sparkall.public-url") String address) {
        this.address = address;
    }

    @GET
    public Map<String, String> configuration() {
        return Map.of(
                "policy_decision_point", address,
                "access_evaluation_endpoint", address + "/access/v1/evaluation",
                "access_evaluations_endpoint", address + "/access/v1/evaluations");
    }
}
