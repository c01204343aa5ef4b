package org.sparkall.events;

/** A record on a topic is no event, or its payload is not what the topic carries. The message quotes nothing of it. */
final class UnreadableEventException extends RuntimeException {

    UnreadableEventException(String message) {
        super(message);
    }
}
