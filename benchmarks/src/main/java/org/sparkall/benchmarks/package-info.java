/** What the suite's hot paths cost. */
@NullMarked
package org.sparkall.benchmarks;

import org.jspecify.annotations.NullMarked;
