/** Grants. */
@NullMarked
package org.sparkall.admin.grant;

import org.jspecify.annotations.NullMarked;
