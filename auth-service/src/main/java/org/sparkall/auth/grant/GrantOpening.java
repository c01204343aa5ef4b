package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.CurrentCatalog;

/** Opens a grant on a person's consent, however the integration came by it, unless the consent was taken back meanwhile, or a rule is against it. */
@ApplicationScoped
public class GrantOpening {

    private final ConsentStates consents;
    private final CurrentCatalog catalog;
    private final OpeningRule rule;
    private final GrantStore grants;
    private final GrantEvents events;
    private final RefreshTokens refreshTokens;

    GrantOpening(
            ConsentStates consents,
            CurrentCatalog catalog,
            OpeningRule rule,
            GrantStore grants,
            GrantEvents events,
            RefreshTokens refreshTokens) {
        this.consents = consents;
        this.catalog = catalog;
        this.rule = rule;
        this.grants = grants;
        this.events = events;
        this.refreshTokens = refreshTokens;
    }

    /**
     * What is to be opened.
     *
     * @param dpopKey the key to bind the refresh tokens to; null to bind them to none
     * @param changes the standing grant that is to be changed into this; null to open a new one
     */
    public record Opening(
            String clientId,
            SignIn signIn,
            ConsentSnapshot consent,
            List<String> resources,
            @Nullable String dpopKey,
            @Nullable UUID changes) {}

    /** Opens the grant with its first refresh token, or changes the standing one, whose earlier refresh tokens are worth nothing then. */
    public GrantOutcome open(Handle tx, Opening opening, Instant now) {
        ConsentSnapshot agreed = opening.consent();
        ConsentStates.ConsentState newest = consents.lockShared(tx, agreed.consentId());
        UUID changes = opening.changes();
        if (changes != null && !mayChange(tx, changes, opening)) {
            return new GrantOutcome.Refused("The grant that was to be changed has ended.");
        }
        Grant grant = new Grant(
                changes == null ? UUID.randomUUID() : changes,
                agreed.consentId(),
                agreed.revision(),
                opening.clientId(),
                opening.signIn(),
                agreed.scopes(),
                agreed.expanded(),
                agreed.complete(),
                agreed.catalogVersion(),
                opening.resources(),
                opening.dpopKey());
        if (newest.revision() >= agreed.revision()) {
            grant = newest.bound(catalog.get(), grant);
            if (!newest.granted() || grant.scopes().isEmpty()) {
                return new GrantOutcome.Refused("The person took the consent back.");
            }
        }
        Optional<String> refusal = rule.refusal(tx, grant.clientId(), grant.signIn());
        if (refusal.isPresent()) return new GrantOutcome.Refused(refusal.get());
        if (changes == null) {
            grants.insert(tx, grant, now);
            events.opened(tx, grant);
        } else {
            grants.change(tx, grant);
            refreshTokens.expire(tx, grant, now);
            events.changed(tx, grant);
        }
        return refreshTokens.issue(tx, grant, now);
    }

    /** Keeps the grant from changes by others until the transaction ends. */
    private boolean mayChange(Handle tx, UUID grantId, Opening opening) {
        return grants.lockStanding(tx, grantId)
                .filter(it -> it.clientId().equals(opening.clientId())
                        && it.person().equals(opening.signIn().person())
                        && it.consentId().equals(opening.consent().consentId()))
                .isPresent();
    }
}
