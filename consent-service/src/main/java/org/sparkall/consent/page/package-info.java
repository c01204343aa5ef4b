/** The consent page. */
@NullMarked
package org.sparkall.consent.page;

import org.jspecify.annotations.NullMarked;
