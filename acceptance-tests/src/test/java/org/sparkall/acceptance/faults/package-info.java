/** Faults under load, and the check that nothing was lost and nobody got in. */
@NullMarked
package org.sparkall.acceptance.faults;

import org.jspecify.annotations.NullMarked;
