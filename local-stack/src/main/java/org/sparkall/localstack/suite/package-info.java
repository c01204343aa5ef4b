/** Everything together, in the right order. */
@NullMarked
package org.sparkall.localstack.suite;

import org.jspecify.annotations.NullMarked;
