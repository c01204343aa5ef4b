/** Judges selections of scopes and features before they are registered. */
@NullMarked
package org.sparkall.policy.selection;

import org.jspecify.annotations.NullMarked;
