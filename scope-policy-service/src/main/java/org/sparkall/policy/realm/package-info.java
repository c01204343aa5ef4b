/** Keeps Keycloak's realm in step with the scope catalog. */
@NullMarked
package org.sparkall.policy.realm;

import org.jspecify.annotations.NullMarked;
