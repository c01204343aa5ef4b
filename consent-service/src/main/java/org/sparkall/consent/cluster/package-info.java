/** Work that all replicas could do and one does. */
@NullMarked
package org.sparkall.consent.cluster;

import org.jspecify.annotations.NullMarked;
