package org.sparkall.auth.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.OrganizationRuleEvent.Rule;
import org.sparkall.identity.CallerSubject;
import org.sparkall.identity.OrganizationAdministrator;

/**
 * An organisation's integrations in its administrator's hands: which are in use, and what the organisation says of each. Another
 * organisation's are out of reach: the organisation is the caller's own, by their token.
 */
@Path("/v1/organization")
@RolesAllowed(OrganizationAdministrator.ROLE)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OrganizationResource {

    private static final String APPROVAL_REQUIRED = "approval_required";
    private static final String ALLOWED = "allowed";

    private final OrganizationIntegrations integrations;
    private final OrganizationRules rules;
    private final OrganizationPolicies policies;
    private final SecurityIdentity caller;

    OrganizationResource(
            OrganizationIntegrations integrations,
            OrganizationRules rules,
            OrganizationPolicies policies,
            SecurityIdentity caller) {
        this.integrations = integrations;
        this.rules = rules;
        this.policies = policies;
        this.caller = caller;
    }

    /** A page of integrations; {@code next} is the cursor of the following page. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<IntegrationInUse> items, @Nullable String next) {}

    /** What an administrator says of an integration. */
    @RegisterForReflection
    public record RuleRequest(
            @NotNull @Pattern(regexp = "approved|pre_approved|blocked")
            String rule,

            @Size(max = 500) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters") @Nullable
            String reason) {}

    /** @param integrations what holds for integrations without a rule: {@code allowed} or {@code approval_required} */
    @RegisterForReflection
    public record Policy(
            @NotNull @Pattern(regexp = ALLOWED + "|" + APPROVAL_REQUIRED)
            String integrations) {}

    @GET
    @Path("/integrations")
    public Page list(
            @QueryParam("after") @DefaultValue("") @Size(max = 128) @Pattern(regexp = "\\P{Cntrl}*") String after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        List<IntegrationInUse> items = integrations.page(organization(), after, limit);
        return new Page(items, items.size() == limit ? items.getLast().clientId() : null);
    }

    @GET
    @Path("/integrations/{client_id}")
    public IntegrationInUse read(@PathParam("client_id") String clientId) {
        return integrations.find(organization(), clientId).orElseThrow(NotFoundException::new);
    }

    /** Approves, pre-approves or blocks it. A block ends every grant that the organisation's people gave it. */
    @PUT
    @Path("/integrations/{client_id}/rule")
    public IntegrationInUse decide(@PathParam("client_id") String clientId, @Valid @NotNull RuleRequest request) {
        read(clientId);
        return set(clientId, Rule.valueOf(request.rule().toUpperCase(Locale.ROOT)), request.reason());
    }

    /** Takes back what was said of it. */
    @DELETE
    @Path("/integrations/{client_id}/rule")
    public void takeBack(@PathParam("client_id") String clientId) {
        read(clientId);
        set(clientId, Rule.NONE, null);
    }

    private IntegrationInUse set(String clientId, Rule rule, @Nullable String reason) {
        rules.set(organization(), clientId, rule, reason, CallerSubject.of(caller));
        return read(clientId);
    }

    @GET
    @Path("/policy")
    public Policy policy() {
        return new Policy(policies.requiresApproval(organization()) ? APPROVAL_REQUIRED : ALLOWED);
    }

    @PUT
    @Path("/policy")
    public Policy decide(@Valid @NotNull Policy policy) {
        policies.requireApproval(
                organization(), policy.integrations().equals(APPROVAL_REQUIRED), CallerSubject.of(caller));
        return policy();
    }

    private String organization() {
        return OrganizationAdministrator.organization(caller).orElseThrow(ForbiddenException::new);
    }
}
