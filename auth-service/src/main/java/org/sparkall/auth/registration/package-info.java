/** Dynamic client registration (RFC 7591, RFC 7592). */
@NullMarked
package org.sparkall.auth.registration;

import org.jspecify.annotations.NullMarked;
