package org.sparkall.events;

/**
 * A CDI event: the read models hold all that the topics held when this replica began to read them. Fired once, before the service is ready;
 * when an observer fails, the topics are read again and it is fired again.
 */
public record ReadModelsCaughtUp() {}
