/** Random secrets and what may be kept of them. */
@NullMarked
package org.sparkall.auth.secret;

import org.jspecify.annotations.NullMarked;
