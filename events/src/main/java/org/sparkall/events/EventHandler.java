package org.sparkall.events;

import org.jdbi.v3.core.Handle;

/**
 * Does something about each event of a topic, once per service however many replicas there are. Implementations are CDI beans.
 *
 * @param <T> the payload's type
 */
public interface EventHandler<T> {

    Topic topic();

    Class<T> payload();

    /** Whether events of this type are for this handler at all; others are not even read. */
    default boolean concerns(String type) {
        return true;
    }

    /**
     * Takes an event in. What is written through {@code tx} is committed together with the note that this event was taken in, so that
     * its effects happen exactly once. Events of one key come in order.
     *
     * @throws RuntimeException when the event cannot be processed: it goes to the dead-letter topic; failures of the database are tried
     *     again instead
     */
    void on(Handle tx, ReceivedEvent<T> event);

    /**
     * Whether each event has a transaction of its own, or, of a {@link BatchHandler}, shares it with others of the same handler only. Others
     * share one with those that came together; who locks several rows for an event, in an order that others keep to too, must not.
     */
    default boolean isAlone() {
        return false;
    }

    /** Whether an event that is taken in again changes nothing: then nobody needs to note that it was there. */
    default boolean isRepeatable() {
        return false;
    }
}
