/** Ends consents when their time has run out, and says so beforehand. */
@NullMarked
package org.sparkall.consent.expiry;

import org.jspecify.annotations.NullMarked;
