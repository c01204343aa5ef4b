package org.sparkall.events;

/**
 * Keeps in memory what a topic says. Every replica reads the topic from its beginning and follows it; the service is not ready before the
 * model has caught up. Implementations are CDI beans, and are called by one thread.
 *
 * @param <T> the payload's type
 */
public interface ReadModel<T> {

    Topic topic();

    Class<T> payload();

    /** Whether events of this type are for this model at all; others are not even read. */
    default boolean concerns(String type) {
        return true;
    }

    /** Takes an event in. The same event may come more than once. */
    void apply(ReceivedEvent<T> event);

    /**
     * The newest event of something cannot be read, by a service older than its source perhaps: what was known of it need not hold any more. By
     * itself a model goes on with what it knows.
     *
     * @param key the record's, which names what it is about
     */
    default void unreadable(String key) {}
}
