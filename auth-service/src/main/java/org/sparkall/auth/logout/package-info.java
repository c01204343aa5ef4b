/** Logout: asked for by an integration, or told by Keycloak and passed on to integrations (OpenID Connect RP-Initiated and Back-Channel Logout). */
@NullMarked
package org.sparkall.auth.logout;

import org.jspecify.annotations.NullMarked;
