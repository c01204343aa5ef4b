/** The scope catalog. */
@NullMarked
package org.sparkall.admin.catalog;

import org.jspecify.annotations.NullMarked;
