/** Keycloak's realm against the catalog. */
@NullMarked
package org.sparkall.admin.drift;

import org.jspecify.annotations.NullMarked;
