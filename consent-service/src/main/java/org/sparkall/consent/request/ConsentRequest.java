package org.sparkall.consent.request;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What auth-service wants a person to be asked.
 *
 * @param reference auth-service's own name for the grant flow
 * @param person the person's subject at Keycloak
 * @param organization the alias of their organisation, null when they have none
 * @param redirectUri where the integration will have the browser at the end; the page names it; null when a device waits for the answer
 * @param scopes what is asked for, in normal form
 * @param grantable the scopes that the person holds themselves (rule R7)
 * @param catalogVersion the catalog version the two were judged by
 * @param returnUri where the browser goes when the person has answered
 * @param askAgain whether they are asked even though a standing consent would answer ({@code prompt=consent}); null for no
 * @param includeGranted whether the answer is to hold what was granted before, too; null for: when something new is asked for
 * @param preApproved whether the organisation agreed to this integration for its people: then only what is no user scope is put to the
 *     person, unless they have taken something back from this integration; null for no
 * @param silent whether no page may be shown ({@code prompt=none}): what joined an aggregate and waits goes on waiting; null for no
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ConsentRequest(
        @NotBlank @Size(max = 64) String reference,
        @NotBlank @Size(max = 64) String person,
        @Size(max = 255) @Nullable String organization,
        @NotBlank @Size(max = 128) String clientId,
        @Valid @NotNull IntegrationCard integration,
        @Size(max = 2048) @Nullable String redirectUri,
        @NotEmpty @Size(max = 200) List<@NotNull @Size(max = 128) String> scopes,
        @NotNull @Size(max = 2000) List<@NotNull @Size(max = 128) String> grantable,
        @Min(1) int catalogVersion,
        @NotBlank @Size(max = 8192) String returnUri,
        @Nullable Boolean askAgain,
        @Nullable Boolean includeGranted,
        @Nullable Boolean preApproved,
        @Nullable Boolean silent) {

    /** How the integration introduces itself. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record IntegrationCard(
            @NotBlank @Size(max = 80) String name,
            @NotNull @Size(max = 500) String description,
            @Size(max = 2048) @Nullable String logoUri) {}
}
