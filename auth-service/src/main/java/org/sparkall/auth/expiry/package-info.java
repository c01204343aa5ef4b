/** Rows that are of no use after a time, and their removal. */
@NullMarked
package org.sparkall.auth.expiry;

import org.jspecify.annotations.NullMarked;
