/** Signing keys. */
@NullMarked
package org.sparkall.admin.key;

import org.jspecify.annotations.NullMarked;
