package org.sparkall.events;

/** What the operator said of a restoration does not fit what is found; the service does not start. */
public final class RestorationRefusedException extends RuntimeException {

    public RestorationRefusedException(String message) {
        super(message);
    }
}
