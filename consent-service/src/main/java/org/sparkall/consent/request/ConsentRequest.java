package org.sparkall.consent.request;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
 * @param uiLocales the languages that the integration would have the page in, best first, with spaces (OpenID Connect Core section
 *     3.1.2.1); null when it did not say
 * @param approvable admin and compliance scopes of the request that the person does not hold: an administrator may grant them; null for none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ConsentRequest(
        @NotBlank @Size(max = 64) String reference,
        @NotBlank @Size(max = 64) String person,
        @Size(max = 255) @Nullable String organization,
        @NotBlank @Size(max = 128) String clientId,
        @Valid @NotNull IntegrationCard integration,
        @Size(max = 2048) @Nullable String redirectUri,
        @NotNull @Size(max = 200) List<@NotNull @Size(max = 128) String> scopes,
        @NotNull @Size(max = 2000) List<@NotNull @Size(max = 128) String> grantable,
        @Min(1) int catalogVersion,
        @NotBlank @Size(max = 8192) String returnUri,
        @Nullable Boolean askAgain,
        @Nullable Boolean includeGranted,
        @Nullable Boolean preApproved,
        @Nullable Boolean silent,
        @Size(max = 256) @Nullable String uiLocales,
        @Size(max = 200) @Nullable List<@NotNull @Size(max = 128) String> approvable) {

    /** What only an administrator can grant of it. */
    List<String> beyondReach() {
        return approvable == null ? List.of() : List.copyOf(approvable);
    }

    @AssertTrue(message = "scopes and approvable must not both be empty")
    boolean isAboutSomething() {
        return !scopes.isEmpty() || !beyondReach().isEmpty();
    }

    /**
     * How the integration introduces itself.
     *
     * @param homeUri its home page; null when it has none
     * @param policyUri its privacy policy; null when it has none
     * @param tosUri its terms of service; null when it has none
     * @param publisher who publishes it, as an operator has verified; null when nobody has
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record IntegrationCard(
            @NotBlank @Size(max = 80) String name,
            @NotNull @Size(max = 500) String description,
            @Size(max = 2048) @Nullable String logoUri,
            @Size(max = 2048) @Nullable String homeUri,
            @Size(max = 2048) @Nullable String policyUri,
            @Size(max = 2048) @Nullable String tosUri,
            @Size(max = 80) @Nullable String publisher) {}
}
