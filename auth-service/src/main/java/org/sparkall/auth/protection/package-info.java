/** What every request meets before it reaches a feature, and every answer on its way out: limits, headers, access from browsers. */
@NullMarked
package org.sparkall.auth.protection;

import org.jspecify.annotations.NullMarked;
