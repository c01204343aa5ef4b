/** Grants in the hands of the operators of the suite. */
@NullMarked
package org.sparkall.auth.operator;

import org.jspecify.annotations.NullMarked;
