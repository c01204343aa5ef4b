/** What the issuer says of itself and how long what it issues is good. */
@NullMarked
package org.sparkall.auth.issuer;

import org.jspecify.annotations.NullMarked;
