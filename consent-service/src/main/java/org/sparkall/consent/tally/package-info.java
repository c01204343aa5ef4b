/** How many people of each organisation agree to what, without counting them. */
@NullMarked
package org.sparkall.consent.tally;

import org.jspecify.annotations.NullMarked;
