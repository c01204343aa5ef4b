package org.sparkall.policy.decision;

import java.util.Optional;
import org.sparkall.scope.AccessReason;

/**
 * A decision with its reason.
 *
 * @param consentId the consent it was judged by, if there is one
 */
record Answer(AccessReason reason, int catalogVersion, Optional<String> consentId) {

    boolean allows() {
        return reason.allows();
    }

    /** One sentence for a developer or a log. */
    String message() {
        return switch (reason) {
            case GRANTED -> "The person granted this.";
            case GRANTED_BY_AGGREGATE -> "The person granted an aggregate scope that covers this.";
            case NO_CONSENT -> "The person has not agreed to this integration.";
            case CONSENT_WITHDRAWN -> "The person took their agreement back, or it ran out.";
            case SCOPE_NOT_GRANTED -> "The person agreed to this integration, but not to this.";
            case SCOPE_AWAITS_CONSENT ->
                "The person granted an aggregate scope that covers this sensitive scope since, and has not agreed to it yet.";
            case ADMIN_SCOPE_NOT_IN_AGGREGATE ->
                "An aggregate scope never covers admin scopes: this one must be granted by its own name.";
            case FEATURE_REQUIRES_SCOPE -> "The feature requires a scope that was not granted.";
            case INTEGRATION_DISABLED ->
                "The integration is unknown, disabled, deleted, or blocked by the person's organisation.";
            case UNKNOWN_ACTION -> "The catalog has no scope and no feature of this name.";
            case TOKEN_INVALID -> "The token does not verify, or its grant has ended.";
            case INPUTS_STALE ->
                "This service has not heard for too long what people granted and took back, so it lets nobody in.";
        };
    }
}
