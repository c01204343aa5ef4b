/** What the operator sees, and is asked. */
@NullMarked
package org.sparkall.admin.output;

import org.jspecify.annotations.NullMarked;
