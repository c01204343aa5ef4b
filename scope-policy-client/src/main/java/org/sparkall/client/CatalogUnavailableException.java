package org.sparkall.client;

/** No bundle could be had, or what came was not one: the address does not answer, the signature is not good, it is too old. */
public final class CatalogUnavailableException extends Exception {

    CatalogUnavailableException(String message) {
        super(message);
    }

    CatalogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
