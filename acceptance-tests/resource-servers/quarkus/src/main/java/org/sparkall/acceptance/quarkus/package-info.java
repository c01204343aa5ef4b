/** A resource server on Quarkus OIDC. */
@NullMarked
package org.sparkall.acceptance.quarkus;

import org.jspecify.annotations.NullMarked;
