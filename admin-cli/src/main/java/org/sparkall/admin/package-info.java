/** The operators' command line. */
@NullMarked
package org.sparkall.admin;

import org.jspecify.annotations.NullMarked;
