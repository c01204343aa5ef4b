/** What each person said to each integration: kept with its history, changed only with its event. */
@NullMarked
package org.sparkall.consent.record;

import org.jspecify.annotations.NullMarked;
