package org.sparkall.auth.logout;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The session that a browser of a signed-in person speaks of.
 *
 * @param person their subject
 * @param sessionId their session at Keycloak; null when Keycloak did not say
 * @param idToken Keycloak's ID token, as Keycloak takes it back
 */
record SignedInSession(String person, @Nullable String sessionId, String idToken) {

    /** The session of a request; empty when it came without one, for instance with a bearer token. */
    static Optional<SignedInSession> of(SecurityIdentity identity) {
        IdTokenCredential credential = identity.getCredential(IdTokenCredential.class);
        return credential != null && identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.of(new SignedInSession(token.getSubject(), token.getClaim("sid"), credential.getToken()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "SignedInSession[...]";
    }
}
