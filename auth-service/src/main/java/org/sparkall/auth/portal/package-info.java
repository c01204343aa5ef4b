/** The developer portal at {@code /integrations}: the registry's pages, and a place to try an integration out. */
@NullMarked
package org.sparkall.auth.portal;

import org.jspecify.annotations.NullMarked;
