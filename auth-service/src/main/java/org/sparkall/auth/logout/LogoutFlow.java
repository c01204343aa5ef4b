package org.sparkall.auth.logout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparkall.seal.Expiring;

/**
 * A logout that was asked for and judged; it travels sealed with the browser.
 *
 * @param clientId the integration that asks; null when it is not known
 * @param returnTo where the browser goes afterwards, one of the integration's registered addresses; null for a page here
 * @param state the integration's own, handed back untouched; null when it sent none
 * @param person whom the verified ID token hint names; null when there was none
 * @param sessionId the session it names; null when it names none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogoutFlow(
        @Nullable String clientId,
        @Nullable String returnTo,
        @Nullable String state,
        @Nullable String person,
        @Nullable String sessionId,
        Instant expiresAt)
        implements Expiring {

    /** Whether the integration showed that it means this very session, so that nobody needs to be asked. */
    boolean means(SignedInSession session) {
        return person != null
                && person.equals(session.person())
                && sessionId != null
                && Objects.equals(sessionId, session.sessionId());
    }
}
