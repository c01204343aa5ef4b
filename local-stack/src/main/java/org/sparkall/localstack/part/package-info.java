/** The parts of a running suite: child processes, their ports, readiness and logs. */
@NullMarked
package org.sparkall.localstack.part;

import org.jspecify.annotations.NullMarked;
