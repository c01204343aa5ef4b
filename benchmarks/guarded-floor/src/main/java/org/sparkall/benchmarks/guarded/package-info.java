/** What every answer of a guarded service costs at least. */
@NullMarked
package org.sparkall.benchmarks.guarded;

import org.jspecify.annotations.NullMarked;
