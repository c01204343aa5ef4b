/** What integrations, people and platform services do with a running suite, over plain HTTP: for the demo and for tests. */
@NullMarked
package org.sparkall.localstack.journey;

import org.jspecify.annotations.NullMarked;
