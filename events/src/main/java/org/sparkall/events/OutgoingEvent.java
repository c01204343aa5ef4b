package org.sparkall.events;

/**
 * An event to be published.
 *
 * @param key the id of the entity it speaks of: order holds per key, and it is the CloudEvents subject
 * @param type one of {@link EventTypes}
 * @param data the payload; ids, scope names, versions and reasons only
 */
public record OutgoingEvent(Topic topic, String key, String type, Object data) {}
