package org.sparkall.events;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * An {@link EventHandler} that takes several events in with fewer steps than one after the other.
 *
 * @param <T> the payload's type
 */
public interface BatchHandler<T> extends EventHandler<T> {

    /**
     * Takes in events that came one after the other, as if each came alone. What several lead to belongs to the trace of none of them.
     *
     * @param events at least one, in their order
     * @throws RuntimeException when one of them cannot be processed: all are taken in once more, each alone
     */
    void onAll(Handle tx, List<ReceivedEvent<T>> events);

    @Override
    default void on(Handle tx, ReceivedEvent<T> event) {
        onAll(tx, List.of(event));
    }
}
