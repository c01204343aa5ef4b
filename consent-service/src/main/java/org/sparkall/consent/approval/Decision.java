package org.sparkall.consent.approval;

import java.util.List;
import java.util.Optional;
import org.sparkall.scope.ScopeSet;

/**
 * What an administrator says to a request.
 *
 * @param organization the organisation that they administer
 * @param administrator their subject at Keycloak
 * @param held the scopes that they hold themselves (rule R7)
 * @param reason why; empty when they do not say
 */
public record Decision(String organization, String administrator, ScopeSet held, Optional<String> reason) {

    /** What came of it. */
    public sealed interface Outcome {

        /** It is decided. */
        record Decided(ApprovalRequest request) implements Outcome {}

        /** The organisation has no such request. */
        record NotFound() implements Outcome {}

        /** Somebody was faster, or the person does not want it any more. */
        record NotPending(ApprovalRequest request) implements Outcome {}

        /** The administrator does not hold these scopes, or they were not asked for. */
        record NotTheirs(List<String> scopes) implements Outcome {

            public NotTheirs {
                scopes = List.copyOf(scopes);
            }
        }
    }
}
