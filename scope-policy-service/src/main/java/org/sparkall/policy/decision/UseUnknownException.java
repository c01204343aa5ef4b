package org.sparkall.policy.decision;

import org.sparkall.problem.UnavailableException;

/** Who has what cannot be said: this replica has not heard of the latest consents and integrations. */
final class UseUnknownException extends UnavailableException {

    UseUnknownException() {
        super("what would be taken from whom is not known: events have not been heard for too long");
    }
}
