package org.sparkall.events;

import java.time.Instant;

/**
 * An event that came in.
 *
 * @param id unique within its source, and the same when it is delivered again
 * @param source the service that published it
 * @param time when it was true
 * @param key the id of the entity it speaks of
 */
public record ReceivedEvent<T>(String id, String type, String source, Instant time, String key, T data) {}
