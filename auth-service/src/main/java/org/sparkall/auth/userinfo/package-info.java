/** The UserInfo endpoint (OpenID Connect Core section 5.3). */
@NullMarked
package org.sparkall.auth.userinfo;

import org.jspecify.annotations.NullMarked;
