/** What consent-service says, and what its events do to grants. */
@NullMarked
package org.sparkall.auth.consent;

import org.jspecify.annotations.NullMarked;
