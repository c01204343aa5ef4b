package org.sparkall.consent.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.admin.OrganizationApi.InUse;
import org.sparkall.consent.admin.OrganizationApi.Page;
import org.sparkall.consent.admin.OrganizationApi.Policy;
import org.sparkall.consent.admin.OrganizationApi.Rule;

/** What auth-service says of the organisation's integrations. */
@RequestScoped
class Integrations {

    static final String ALLOWED = "allowed";
    static final String APPROVAL_REQUIRED = "approval_required";
    static final int PAGE = 50;

    private static final Logger LOG = Logger.getLogger(Integrations.class);
    private static final int NOT_FOUND = 404;

    private final OrganizationApi api;
    private final Administrator administrator;

    Integrations(@RestClient OrganizationApi api, Administrator administrator) {
        this.api = api;
        this.administrator = administrator;
    }

    /** auth-service does not answer, or not as it should; nothing was changed. */
    static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Page page(String after) {
        return call(() -> api.list(administrator.bearer(), after, PAGE)).orElseThrow(UnavailableException::new);
    }

    Optional<InUse> find(String clientId) {
        return call(() -> api.read(administrator.bearer(), clientId));
    }

    /** @return whether there is such an integration */
    boolean decide(String clientId, String rule, @Nullable String reason) {
        return call(() -> api.decide(administrator.bearer(), clientId, new Rule(rule, reason)))
                .isPresent();
    }

    boolean takeBack(String clientId) {
        return call(() -> {
                    api.takeBack(administrator.bearer(), clientId);
                    return true;
                })
                .isPresent();
    }

    boolean requiresApproval() {
        return call(() -> api.policy(administrator.bearer()))
                .map(it -> it.integrations().equals(APPROVAL_REQUIRED))
                .orElseThrow(UnavailableException::new);
    }

    void requireApproval(boolean required) {
        Policy policy = new Policy(required ? APPROVAL_REQUIRED : ALLOWED);
        if (call(() -> api.decide(administrator.bearer(), policy)).isEmpty()) throw new UnavailableException();
    }

    private static <T> Optional<T> call(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            if (status == NOT_FOUND) return Optional.empty();
            LOG.errorf("auth-service answered %d", status);
            throw new UnavailableException();
        } catch (ProcessingException | FaultToleranceException e) {
            LOG.warnf("auth-service cannot be reached: %s", e.getMessage());
            throw new UnavailableException();
        }
    }
}
