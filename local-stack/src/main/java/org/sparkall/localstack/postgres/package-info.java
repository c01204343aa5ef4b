/** A real PostgreSQL from Maven artifacts. */
@NullMarked
package org.sparkall.localstack.postgres;

import org.jspecify.annotations.NullMarked;
