/** Generates the Keycloak realm "spark" from the scope catalog, so that the two cannot disagree. */
@NullMarked
package org.sparkall.keycloak.realm;

import org.jspecify.annotations.NullMarked;
