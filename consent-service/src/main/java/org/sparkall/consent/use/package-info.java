/** When consents were last used, from what becomes of the grants that rest on them. */
@NullMarked
package org.sparkall.consent.use;

import org.jspecify.annotations.NullMarked;
