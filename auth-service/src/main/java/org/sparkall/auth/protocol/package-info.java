/** Protocol messages between HTTP and the OAuth SDK, which parses and writes all of them. */
@NullMarked
package org.sparkall.auth.protocol;

import org.jspecify.annotations.NullMarked;
