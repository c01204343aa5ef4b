/** Spring Authorization Server, as a peer. */
@NullMarked
package org.sparkall.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
