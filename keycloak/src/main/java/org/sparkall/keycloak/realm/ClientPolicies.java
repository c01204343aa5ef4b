package org.sparkall.keycloak.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;

/**
 * Turns the scope rules on inside Keycloak for every client, with the suite's provider JAR. auth-service is exempt: it judges by
 * itself, and sees by default what a person could grant.
 */
final class ClientPolicies {

    /** The profile's, the policy's and the executor's name. */
    static final String SCOPE_RULES = "spark-scope-rules";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ClientPolicies() {}

    static ClientProfilesRepresentation profiles() {
        ObjectNode rules = JSON.objectNode();
        rules.putArray("exempt-clients").add(Clients.AUTH_SERVICE).add(Clients.CONSENT_SERVICE);
        rules.put("auto-configure", true);
        ClientProfileRepresentation profile = new ClientProfileRepresentation();
        profile.setName(SCOPE_RULES);
        profile.setDescription("The rules of aggregate scopes; and tokens carry only the roles that their scopes open");
        profile.setExecutors(List.of(
                executor(SCOPE_RULES, rules),
                executor("full-scope-disabled", JSON.objectNode().put("auto-configure", true))));
        ClientProfilesRepresentation profiles = new ClientProfilesRepresentation();
        profiles.setProfiles(List.of(profile));
        return profiles;
    }

    static ClientPoliciesRepresentation policies() {
        ClientPolicyConditionRepresentation anyClient = new ClientPolicyConditionRepresentation();
        anyClient.setConditionProviderId("any-client");
        anyClient.setConfiguration(JSON.objectNode());
        ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
        policy.setName(SCOPE_RULES);
        policy.setDescription("The scope rules hold for every client");
        policy.setEnabled(true);
        policy.setConditions(List.of(anyClient));
        policy.setProfiles(List.of(SCOPE_RULES));
        ClientPoliciesRepresentation policies = new ClientPoliciesRepresentation();
        policies.setPolicies(List.of(policy));
        return policies;
    }

    private static ClientPolicyExecutorRepresentation executor(String id, JsonNode configuration) {
        ClientPolicyExecutorRepresentation executor = new ClientPolicyExecutorRepresentation();
        executor.setExecutorProviderId(id);
        executor.setConfiguration(configuration);
        return executor;
    }
}
