/** The authorization endpoint and the grant flow behind it. */
@NullMarked
package org.sparkall.auth.authorization;

import org.jspecify.annotations.NullMarked;
