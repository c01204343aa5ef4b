/** Client authentication (RFC 6749 section 2.3). */
@NullMarked
package org.sparkall.auth.client;

import org.jspecify.annotations.NullMarked;
