/** Load on the running suite and on its peers, side by side. */
@org.jspecify.annotations.NullMarked
package org.sparkall.benchmarks.load;
