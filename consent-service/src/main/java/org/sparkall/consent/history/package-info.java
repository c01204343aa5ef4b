/**
 * What was said and done, kept for good: each entry is chained to the one before under a key that the database does not hold, and all
 * entries together are sealed again and again. What identifies a person can be taken out, and the proof stays.
 */
@NullMarked
package org.sparkall.consent.history;

import org.jspecify.annotations.NullMarked;
