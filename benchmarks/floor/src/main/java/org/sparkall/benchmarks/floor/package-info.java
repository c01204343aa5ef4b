/** What every answer costs at least. */
@NullMarked
package org.sparkall.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
