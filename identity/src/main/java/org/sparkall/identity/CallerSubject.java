package org.sparkall.identity;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, by the subject of their token (RFC 7519 section 4.1.2): their id, for their name belongs into no log and no event. */
public final class CallerSubject {

    private CallerSubject() {}

    /** The subject; {@code unknown} for a caller without a token. */
    public static String of(SecurityIdentity caller) {
        return caller.getPrincipal() instanceof JsonWebToken token ? token.getSubject() : "unknown";
    }
}
