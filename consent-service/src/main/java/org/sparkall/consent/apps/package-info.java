/** A person's connected apps: what each can do, how it came to that, and the way to take it back. */
@NullMarked
package org.sparkall.consent.apps;

import org.jspecify.annotations.NullMarked;
