/** Backups of a local suite, and what comes back of them. */
@NullMarked
package org.sparkall.localstack.backup;

import org.jspecify.annotations.NullMarked;
