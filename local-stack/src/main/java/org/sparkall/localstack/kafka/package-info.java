/** A real single-node Kafka from Maven artifacts. */
@NullMarked
package org.sparkall.localstack.kafka;

import org.jspecify.annotations.NullMarked;
