package org.sparkall.problem;

/** Something that the service needs is not there now, and will be: nothing was changed, and the same may be asked again (503). */
public abstract class UnavailableException extends RuntimeException {

    /** @param message for the log; whoever asked is not told it */
    protected UnavailableException(String message) {
        super(message);
    }
}
