/** Authenticated encryption under the installation's master key. */
@NullMarked
package org.sparkall.seal;

import org.jspecify.annotations.NullMarked;
