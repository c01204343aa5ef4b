package org.sparkall.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a grant.
 *
 * @param person the person's subject at Keycloak
 * @param scopes what was granted, in normal form
 * @param catalogVersion the catalog version it was given under
 * @param reason why it ended or what was noticed, null otherwise
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantEvent(
        String grantId,
        String consentId,
        String person,
        String clientId,
        List<String> scopes,
        int catalogVersion,
        @Nullable String reason) {

    public GrantEvent {
        scopes = List.copyOf(scopes);
    }
}
