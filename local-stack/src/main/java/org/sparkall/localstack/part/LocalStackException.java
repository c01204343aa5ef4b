package org.sparkall.localstack.part;

/** Something stands in the way. The message is one sentence for the person at the terminal and says what to do. */
public final class LocalStackException extends RuntimeException {

    public LocalStackException(String message) {
        super(message);
    }

    public LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
