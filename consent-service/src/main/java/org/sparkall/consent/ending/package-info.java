/** Ends all that people of an organisation agreed to with one integration. */
@NullMarked
package org.sparkall.consent.ending;

import org.jspecify.annotations.NullMarked;
