/** The token, introspection and revocation endpoints and the access tokens they speak of. */
@NullMarked
package org.sparkall.auth.token;

import org.jspecify.annotations.NullMarked;
