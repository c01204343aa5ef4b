/** The suite's scope rules inside Keycloak, for those who let clients talk to Keycloak directly. */
@NullMarked
package org.sparkall.keycloak.provider;

import org.jspecify.annotations.NullMarked;
