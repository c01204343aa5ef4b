package org.sparkall.auth.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in at Keycloak, when and how.
 *
 * @param person the person's subject
 * @param organizationAlias their organisation; null when they have none
 * @param authenticatedAt when they last proved who they are ({@code auth_time})
 * @param acr how (authentication context class); null when Keycloak did not say
 * @param sessionId their session at Keycloak ({@code sid}); null when Keycloak did not say
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignIn(
        String person,
        @Nullable String organizationAlias,
        Instant authenticatedAt,
        @Nullable String acr,
        @Nullable String sessionId) {

    /** The same for somebody's device, which stays connected when the session ends (decision 9). */
    public SignIn withoutSession() {
        return new SignIn(person, organizationAlias, authenticatedAt, acr, null);
    }

    public Optional<String> organization() {
        return Optional.ofNullable(organizationAlias);
    }
}
