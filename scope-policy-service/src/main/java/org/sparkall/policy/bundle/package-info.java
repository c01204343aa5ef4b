/** The catalog as one signed document, for gateways and libraries that decide on their own. */
@NullMarked
package org.sparkall.policy.bundle;

import org.jspecify.annotations.NullMarked;
