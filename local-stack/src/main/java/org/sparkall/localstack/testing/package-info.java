/** Real parts for tests. */
@NullMarked
package org.sparkall.localstack.testing;

import org.jspecify.annotations.NullMarked;
