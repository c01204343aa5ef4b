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

    /** Takes an event in. The same event may come more than once. */
    void apply(ReceivedEvent<T> event);
}
