package org.sparkall.auth.integration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.GrantEnding;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.integration.Integration.Publisher;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.AuditEvent.Actor;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventTypes;
import org.sparkall.scope.SelectionRules;
import org.sparkall.scope.SelectionVerdict;
import org.sparkall.telemetry.Refusals;

/** Registers integrations, each for the developer who made it, and tells the suite of every change. */
@ApplicationScoped
public class IntegrationRegistry {

    private final Jdbi jdbi;
    private final IntegrationStore store;
    private final KnownIntegrations known;
    private final IntegrationEvents events;
    private final GrantEnding grants;
    private final CurrentCatalog catalog;
    private final IntegrationAudit audit;
    private final Refusals refusals;
    private final Clock clock = Clock.systemUTC();

    IntegrationRegistry(
            Jdbi jdbi,
            IntegrationStore store,
            KnownIntegrations known,
            IntegrationEvents events,
            GrantEnding grants,
            CurrentCatalog catalog,
            IntegrationAudit audit,
            Refusals refusals) {
        this.jdbi = jdbi;
        this.store = store;
        this.known = known;
        this.events = events;
        this.grants = grants;
        this.catalog = catalog;
        this.audit = audit;
        this.refusals = refusals;
    }

    /** The integration of this client identifier, if there is one that was not deleted. */
    public Optional<Integration> byClientId(String clientId) {
        return readable(clientId) ? known.byClientId(clientId).filter(IntegrationRegistry::exists) : Optional.empty();
    }

    /** As {@link #byClientId(String)}, if that needs no look into the database; empty when it does. */
    public Optional<Integration> inMemory(String clientId) {
        return known.inMemory(clientId).filter(IntegrationRegistry::exists);
    }

    /** As {@link #byClientId(String)}, inside a transaction. */
    public Optional<Integration> byClientId(Handle handle, String clientId) {
        return readable(clientId)
                ? store.byClientId(handle, clientId).filter(IntegrationRegistry::exists)
                : Optional.empty();
    }

    /** The database has no text with a NUL in it, and complains when it is asked for one. */
    private static boolean readable(String clientId) {
        return clientId.indexOf('\0') < 0;
    }

    private static boolean exists(Integration integration) {
        return integration.status() != Status.DELETED;
    }

    /** A developer's own integration; another's is not found. */
    public Optional<Integration> find(String owner, UUID id) {
        return jdbi.withHandle(handle -> store.ofOwner(handle, owner, id));
    }

    /** A page of a developer's integrations. */
    public List<Integration> page(String owner, @Nullable UUID after, int limit) {
        return jdbi.withHandle(handle -> store.page(handle, owner, after, limit));
    }

    /**
     * A page of everybody's integrations in the order of their client identifiers; what is null does not matter.
     *
     * @param name a part of the name, in capitals or not
     * @param after the client identifier of the last of the page before, or empty
     */
    List<Integration> page(
            @Nullable String name, @Nullable String owner, @Nullable String status, String after, int limit) {
        return jdbi.withHandle(handle -> store.page(handle, name, owner, status, after, limit));
    }

    /** Registers an integration for a developer; the request has been validated. */
    public RegistrationOutcome register(String owner, RegistrationRequest request) {
        return jdbi.inTransaction(tx -> register(tx, Actor.developer(owner), owner, request));
    }

    /** As {@link #register(String, RegistrationRequest)}, inside a transaction, by somebody with the developer's token. */
    public RegistrationOutcome register(Handle tx, Actor actor, String owner, RegistrationRequest request) {
        return switch (judge(request)) {
            case SelectionVerdict.Rejected it -> new RegistrationOutcome.Refused(it.violations());
            case SelectionVerdict.Accepted it ->
                insert(tx, actor, owner, request, it.normalized().wireNames());
        };
    }

    private RegistrationOutcome insert(
            Handle tx, Actor actor, String owner, RegistrationRequest request, List<String> scopes) {
        Optional<Secret> secret =
                request.authentication().usesSecret() ? Optional.of(Secret.random()) : Optional.empty();
        Instant now = clock.instant();
        Integration integration = new Integration(
                UUID.randomUUID(),
                "i" + UUID.randomUUID().toString().replace("-", ""),
                owner,
                request.profile(scopes),
                request.type(),
                request.statusAskedFor().orElse(Status.ENABLED),
                secret.map(Secret::hash),
                Optional.empty(),
                1,
                now,
                now);
        store.insert(tx, integration);
        events.append(tx, EventTypes.INTEGRATION_REGISTERED, integration);
        audit.registered(tx, actor, integration);
        return new RegistrationOutcome.Done(integration, secret);
    }

    /** Replaces what the developer says of an integration. Whether its type may change is the caller's to say. */
    public RegistrationOutcome change(String owner, UUID id, RegistrationRequest request) {
        return jdbi.inTransaction(tx -> change(tx, Actor.developer(owner), owner, id, request));
    }

    /** As {@link #change(String, UUID, RegistrationRequest)}, inside a transaction, by whoever {@code actor} is. */
    public RegistrationOutcome change(Handle tx, Actor actor, String owner, UUID id, RegistrationRequest request) {
        return switch (judge(request)) {
            case SelectionVerdict.Rejected it -> new RegistrationOutcome.Refused(it.violations());
            case SelectionVerdict.Accepted it ->
                update(
                        tx,
                        actor,
                        owner,
                        id,
                        present -> change(
                                present,
                                request,
                                request.profile(it.normalized().wireNames())));
        };
    }

    /** An integration that from now on uses a secret is given one; one that uses none any more loses it. */
    private Changed change(Integration present, RegistrationRequest request, Integration.Profile profile) {
        boolean usesSecret = profile.settings().authentication().usesSecret();
        Optional<Secret> made =
                usesSecret && present.secretHash().isEmpty() ? Optional.of(Secret.random()) : Optional.empty();
        Optional<Secret.Hash> hash = usesSecret ? made.map(Secret::hash).or(present::secretHash) : Optional.empty();
        return new Changed(changed(present, profile, request.statusAskedFor().orElse(present.status()), hash), made);
    }

    /** Gives a confidential integration a new secret; the old one is worthless at once. */
    public RegistrationOutcome rotateSecret(String owner, UUID id) {
        Secret secret = Secret.random();
        return jdbi.inTransaction(tx -> update(
                tx,
                Actor.developer(owner),
                owner,
                id,
                present -> new Changed(
                        changed(present, present.profile(), present.status(), Optional.of(secret.hash())),
                        Optional.of(secret))));
    }

    /**
     * Says who publishes an integration, or that nobody knows. It is so until what people know the integration by changes.
     *
     * @param operator who says so: their subject
     * @return the integration as it is now; empty when there is none
     */
    public Optional<Integration> publish(String clientId, Optional<Publisher> publisher, String operator) {
        return jdbi.inTransaction(tx -> byClientId(tx, clientId)
                .flatMap(it -> store.lockByClientId(tx, it.clientId()))
                .filter(it -> it.status() != Status.DELETED)
                .map(it -> {
                    Integration published = it.publishedBy(publisher, clock.instant());
                    store.update(tx, published);
                    known.changing(tx, published.clientId());
                    events.append(tx, eventType(published.status()), published);
                    audit.changed(tx, Actor.operator(operator), it, published);
                    return published;
                }));
    }

    /** Deletes an integration: every grant of it ends, and its client identifier is never used again. */
    public boolean delete(String owner, UUID id) {
        return jdbi.inTransaction(tx -> delete(tx, Actor.developer(owner), owner, id));
    }

    /** As {@link #delete(String, UUID)}, inside a transaction, by whoever {@code actor} is. */
    public boolean delete(Handle tx, Actor actor, String owner, UUID id) {
        return update(
                        tx,
                        actor,
                        owner,
                        id,
                        present -> new Changed(
                                changed(present, present.profile(), Status.DELETED, Optional.empty()),
                                Optional.empty()))
                instanceof RegistrationOutcome.Done;
    }

    /** An integration after a change, and the secret that the change made. */
    private record Changed(Integration integration, Optional<Secret> secret) {}

    private RegistrationOutcome update(
            Handle tx, Actor actor, String owner, UUID id, Function<Integration, Changed> change) {
        Optional<Integration> present = store.lockOfOwner(tx, owner, id);
        Optional<Changed> changed = present.map(change);
        if (changed.isEmpty()) return new RegistrationOutcome.NotFound();
        Integration integration = changed.get().integration();
        store.update(tx, integration);
        known.changing(tx, integration.clientId());
        events.append(tx, eventType(integration.status()), integration);
        audit.changed(tx, actor, present.get(), integration);
        if (integration.status() == Status.DELETED)
            grants.endOfClient(tx, integration.clientId(), Reason.INTEGRATION_DELETED);
        return new RegistrationOutcome.Done(integration, changed.get().secret());
    }

    static String eventType(Status status) {
        return switch (status) {
            case ENABLED -> EventTypes.INTEGRATION_UPDATED;
            case DISABLED -> EventTypes.INTEGRATION_DISABLED;
            case DELETED -> EventTypes.INTEGRATION_DELETED;
        };
    }

    private Integration changed(
            Integration it, Integration.Profile profile, Status status, Optional<Secret.Hash> secretHash) {
        return new Integration(
                it.id(),
                it.clientId(),
                it.owner(),
                profile,
                profile.settings().type(),
                status,
                secretHash,
                // Who was verified as the publisher of one thing is not of another.
                it.publisher().filter(by -> profile.looksLike(it.profile())),
                it.revision() + 1,
                it.createdAt(),
                clock.instant());
    }

    private SelectionVerdict judge(RegistrationRequest request) {
        SelectionVerdict verdict =
                new SelectionRules(catalog.get()).judgeSelection(request.scopes(), request.featureNames());
        if (verdict instanceof SelectionVerdict.Rejected rejected) refusals.count(rejected);
        return verdict;
    }
}
