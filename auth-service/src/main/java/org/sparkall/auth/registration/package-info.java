/** Integrations that register and manage themselves (RFC 7591, RFC 7592). */
@NullMarked
package org.sparkall.auth.registration;

import org.jspecify.annotations.NullMarked;
