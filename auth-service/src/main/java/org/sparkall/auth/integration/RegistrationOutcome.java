package org.sparkall.auth.integration;

import java.util.List;
import java.util.Optional;
import org.sparkall.auth.secret.Secret;
import org.sparkall.scope.Violation;

/** What came of a registration or a change. */
public sealed interface RegistrationOutcome {

    /**
     * It is done.
     *
     * @param secret the new secret, when one was made; it cannot be had again
     */
    record Done(Integration integration, Optional<Secret> secret) implements RegistrationOutcome {}

    /** The selection breaks these rules; nothing was changed. */
    record Refused(List<Violation> violations) implements RegistrationOutcome {}

    /** The developer has no such integration. */
    record NotFound() implements RegistrationOutcome {}
}
