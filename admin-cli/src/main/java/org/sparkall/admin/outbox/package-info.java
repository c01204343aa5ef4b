/** Events that wait. */
@NullMarked
package org.sparkall.admin.outbox;

import org.jspecify.annotations.NullMarked;
