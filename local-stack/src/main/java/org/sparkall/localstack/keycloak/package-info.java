/** A real Keycloak from its distribution. */
@NullMarked
package org.sparkall.localstack.keycloak;

import org.jspecify.annotations.NullMarked;
