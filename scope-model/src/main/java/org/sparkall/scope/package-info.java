/**
 * Scopes, the catalog that holds them, and the rules R1 to R7 that make an aggregate scope safe. Pure Java: every service and the
 * Keycloak provider judge by this package alone.
 */
@NullMarked
package org.sparkall.scope;

import org.jspecify.annotations.NullMarked;
