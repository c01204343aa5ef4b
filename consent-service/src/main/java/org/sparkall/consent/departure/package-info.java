/** Takes consents back to integrations that are gone. */
@NullMarked
package org.sparkall.consent.departure;

import org.jspecify.annotations.NullMarked;
