/** Device authorization (RFC 8628): for integrations on devices without a browser. */
@NullMarked
package org.sparkall.auth.device;

import org.jspecify.annotations.NullMarked;
