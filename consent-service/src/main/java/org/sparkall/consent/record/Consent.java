package org.sparkall.consent.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person said to an integration, as it holds now.
 *
 * @param person the person's subject at Keycloak; a name that says nothing when they were erased
 * @param organization the alias of the person's organisation, when they have one
 * @param integrationName how the integration called itself when the person was last asked
 * @param agreed what was agreed to; nothing when the consent does not stand
 * @param revision grows by one with each change
 */
public record Consent(
        UUID id,
        String person,
        String clientId,
        Optional<String> organization,
        String integrationName,
        State state,
        Agreed agreed,
        Life life,
        long revision) {

    /**
     * What was agreed to.
     *
     * @param scopes what was granted, in normal form
     * @param expanded the scopes that opens for the person
     * @param approved those of the scopes that an administrator granted, because the person could not
     * @param complete whether the person held all that the aggregates among them cover: then what joins these joins the consent
     * @param catalogVersion the catalog version it was given under
     */
    public record Agreed(
            List<String> scopes, List<String> expanded, List<String> approved, boolean complete, int catalogVersion) {

        public Agreed {
            scopes = List.copyOf(scopes);
            expanded = List.copyOf(expanded);
            approved = List.copyOf(approved);
        }

        static Agreed nothing(int catalogVersion) {
            return new Agreed(List.of(), List.of(), List.of(), false, catalogVersion);
        }

        /** The same, of a person who turned out to hold all that its aggregates cover. */
        Agreed completed(List<String> opened) {
            return new Agreed(scopes, opened, approved, true, catalogVersion);
        }

        /** Fewer scopes. */
        Agreed narrowed(List<String> fewer, List<String> fewerOpened) {
            return new Agreed(
                    fewer,
                    fewerOpened,
                    approved.stream().filter(fewer::contains).toList(),
                    complete,
                    catalogVersion);
        }
    }

    /**
     * When things happened to it.
     *
     * @param grantedAt since when it stands; empty when it does not
     * @param expiresAt when it ends by itself
     * @param lastUsedAt when a grant that rests on it was last opened or refreshed
     */
    public record Life(
            Instant createdAt,
            Instant changedAt,
            Optional<Instant> grantedAt,
            ExpiryPolicy expiry,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt) {

        static Life beginning(Instant now) {
            return new Life(now, now, Optional.empty(), new ExpiryPolicy.None(), Optional.empty(), Optional.empty());
        }

        /** The person agreed now, and this is when it will end. */
        Life agreed(ExpiryPolicy policy, Instant now) {
            return new Life(
                    createdAt,
                    now,
                    Optional.of(grantedAt.orElse(now)),
                    policy,
                    policy.endsAt(now, lastUsedAt),
                    lastUsedAt);
        }

        /** Something else changed. */
        Life changed(boolean stands, Instant now) {
            return stands
                    ? new Life(createdAt, now, grantedAt, expiry, expiresAt, lastUsedAt)
                    : new Life(createdAt, now, Optional.empty(), expiry, Optional.empty(), lastUsedAt);
        }
    }

    public boolean isGranted() {
        return state == State.GRANTED;
    }

    /** What was granted, in normal form. */
    public List<String> scopes() {
        return agreed.scopes();
    }

    /** The scopes that opens for the person. */
    public List<String> expanded() {
        return agreed.expanded();
    }

    /** Whether the person held all that the aggregates cover. */
    public boolean complete() {
        return agreed.complete();
    }

    /** The catalog version it was given under. */
    public int catalogVersion() {
        return agreed.catalogVersion();
    }

    /** The next revision: the person agreed to this. */
    Consent granted(String name, Optional<String> itsOrganization, Agreed all, ExpiryPolicy expiry, Instant now) {
        return new Consent(
                id,
                person,
                clientId,
                itsOrganization,
                name,
                State.GRANTED,
                all,
                life.agreed(expiry, now),
                revision + 1);
    }

    /** The next revision: the person said no. What stands goes on standing. */
    Consent declined(Instant now) {
        return next(isGranted() ? State.GRANTED : State.DECLINED, agreed, now);
    }

    /** The next revision: other scopes, as long as there are any; without any the consent is withdrawn. */
    Consent with(Agreed other, Instant now) {
        return next(other.scopes().isEmpty() ? State.WITHDRAWN : State.GRANTED, other, now);
    }

    /** The next revision: its time has run out. */
    Consent expired(Instant now) {
        return next(State.EXPIRED, Agreed.nothing(catalogVersion()), now);
    }

    /** The next revision: nobody knows any more whose it was. */
    Consent nameless(String name, Instant now) {
        return new Consent(
                id,
                name,
                clientId,
                Optional.empty(),
                integrationName,
                state,
                agreed,
                life.changed(isGranted(), now),
                revision + 1);
    }

    private Consent next(State newState, Agreed newAgreed, Instant now) {
        return new Consent(
                id,
                person,
                clientId,
                organization,
                integrationName,
                newState,
                newAgreed,
                life.changed(newState == State.GRANTED, now),
                revision + 1);
    }
}
