/** Authorization codes, grants and refresh tokens. */
@NullMarked
package org.sparkall.auth.grant;

import org.jspecify.annotations.NullMarked;
