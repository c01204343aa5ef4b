/** Answers access decisions (AuthZEN 1.0) from memory. */
@NullMarked
package org.sparkall.policy.decision;

import org.jspecify.annotations.NullMarked;
