/** The audit trail. */
@NullMarked
package org.sparkall.admin.audit;

import org.jspecify.annotations.NullMarked;
