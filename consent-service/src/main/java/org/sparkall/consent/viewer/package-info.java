/** Who looks at a page, in which language, and the catalog's words in it. */
@NullMarked
package org.sparkall.consent.viewer;

import org.jspecify.annotations.NullMarked;
