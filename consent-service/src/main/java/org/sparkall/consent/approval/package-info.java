/** What only an administrator can grant: people ask for it, administrators of their organisation decide. */
@NullMarked
package org.sparkall.consent.approval;

import org.jspecify.annotations.NullMarked;
