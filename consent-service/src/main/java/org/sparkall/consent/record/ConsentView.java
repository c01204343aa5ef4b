package org.sparkall.consent.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
import org.sparkall.scope.ScopeCatalog;

/**
 * A consent as the API shows it.
 *
 * @param expanded the scopes it opens for the person, as the catalog is now
 * @param withheldScopes sensitive scopes that joined an aggregate since and wait for the person's word
 * @param approvedScopes scopes that an administrator granted, because the person could not
 * @param grantedAt since when it stands; left out when it does not
 * @param lastUsedAt when a grant that rests on it was last opened or refreshed; left out when none was
 * @param expiresAt when it ends by itself; left out when it does not
 * @param catalogVersion the catalog version it was given under
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentView(
        String id,
        String person,
        String clientId,
        @Nullable String organization,
        String integrationName,
        String state,
        List<String> scopes,
        List<String> expanded,
        List<String> withheldScopes,
        List<String> approvedScopes,
        int catalogVersion,
        long revision,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant grantedAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt) {

    static ConsentView of(Consent it, ScopeCatalog rules) {
        Growth growth = new GrantRules(rules)
                .growth(rules.knownTexts(it.scopes()), rules.knownTexts(it.expanded()), it.complete());
        return new ConsentView(
                it.id().toString(),
                it.person(),
                it.clientId(),
                it.organization().orElse(null),
                it.integrationName(),
                it.state().wireName(),
                it.scopes(),
                growth.opened().wireNames(),
                growth.waiting().wireNames(),
                it.agreed().approved(),
                it.catalogVersion(),
                it.revision(),
                it.life().createdAt(),
                it.life().changedAt(),
                it.life().grantedAt().orElse(null),
                it.life().lastUsedAt().orElse(null),
                it.life().expiresAt().orElse(null));
    }
}
