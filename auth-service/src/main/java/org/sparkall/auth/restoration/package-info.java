/** What does not outlive a restoration. */
@NullMarked
package org.sparkall.auth.restoration;

import org.jspecify.annotations.NullMarked;
