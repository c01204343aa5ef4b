/** Forgets people, and keeps the proof of what was agreed. */
@NullMarked
package org.sparkall.consent.erasure;

import org.jspecify.annotations.NullMarked;
