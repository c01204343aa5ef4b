/** The signing keys: made on first start, for each algorithm, sealed in the database, shared by replicas, rotated with overlap. */
@NullMarked
package org.sparkall.key;

import org.jspecify.annotations.NullMarked;
