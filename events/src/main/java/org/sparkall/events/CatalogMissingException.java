package org.sparkall.events;

import org.sparkall.problem.UnavailableException;

/** No catalog has reached this service yet; it is not ready. */
public final class CatalogMissingException extends UnavailableException {

    public CatalogMissingException() {
        super("no scope catalog has been published to this service yet");
    }
}
