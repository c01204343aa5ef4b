/**
 * Events between the services: CloudEvents over Kafka, written through a transactional outbox and taken in once through an inbox.
 * Killing any process at any moment loses nothing and doubles nothing that can be seen.
 */
@NullMarked
package org.sparkall.events;

import org.jspecify.annotations.NullMarked;
