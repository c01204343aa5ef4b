package org.sparkall.auth.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is put to a person: the body of {@code POST /v1/consent-requests}.
 *
 * @param approvable admin and compliance scopes of the request that the person does not hold: an administrator may have granted them
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentInquiry(
        String reference,
        String person,
        @Nullable String organization,
        String clientId,
        IntegrationCard integration,
        @Nullable String redirectUri,
        List<String> scopes,
        List<String> grantable,
        int catalogVersion,
        String returnUri,
        boolean askAgain,
        @Nullable Boolean includeGranted,
        boolean preApproved,
        boolean silent,
        @Nullable String uiLocales,
        List<String> approvable) {

    /**
     * How the integration introduces itself.
     *
     * @param homeUri its home page; null when it has none
     * @param policyUri its privacy policy; null when it has none
     * @param tosUri its terms of service; null when it has none
     * @param publisher who publishes it, as an operator has verified; null when nobody has
     */
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IntegrationCard(
            String name,
            String description,
            @Nullable String logoUri,
            @Nullable String homeUri,
            @Nullable String policyUri,
            @Nullable String tosUri,
            @Nullable String publisher) {}
}
