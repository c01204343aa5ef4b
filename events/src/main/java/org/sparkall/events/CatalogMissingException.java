package org.sparkall.events;

/** No catalog has reached this service yet; it is not ready. */
public final class CatalogMissingException extends RuntimeException {

    public CatalogMissingException() {
        super("no scope catalog has been published to this service yet");
    }
}
