/** Keeps the traces of a suite on this machine, and shows them. */
@NullMarked
package org.sparkall.localstack.trace;

import org.jspecify.annotations.NullMarked;
