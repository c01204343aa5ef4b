/** Authorization server metadata (RFC 8414). */
@NullMarked
package org.sparkall.auth.metadata;

import org.jspecify.annotations.NullMarked;
