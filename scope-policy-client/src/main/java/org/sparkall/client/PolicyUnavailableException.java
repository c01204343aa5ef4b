package org.sparkall.client;

/** scope-policy-service gave no decision; for callers who would rather know than refuse. */
public final class PolicyUnavailableException extends Exception {

    PolicyUnavailableException(String message) {
        super(message);
    }

    PolicyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
