/** What Keycloak's tokens say of a person. */
@NullMarked
package org.sparkall.identity;

import org.jspecify.annotations.NullMarked;
