/** How soon everybody knows what a person has withdrawn. */
@NullMarked
package org.sparkall.benchmarks.withdrawal;

import org.jspecify.annotations.NullMarked;
