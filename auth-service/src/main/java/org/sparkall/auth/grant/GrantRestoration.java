package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.grant.GrantStore.EndedGrant;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.GrantEvent;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Restoration;
import org.sparkall.events.RestorationStep;
import org.sparkall.events.Topic;
import org.sparkall.events.TopicState;

/**
 * Ends the grants of which nobody can say that they are as the database has them. A refresh token that was rotated after the database's
 * state looks unused there: whoever kept it could use it once more, and that would not be noticed. So a grant that was used since ends.
 */
@ApplicationScoped
class GrantRestoration implements RestorationStep {

    private static final int BATCH = 500;

    /** Longer than an access token lives. */
    private static final Duration MEMORY = Duration.ofDays(30);

    private final TopicState topics;
    private final ConsentStates consents;
    private final GrantStore grants;
    private final GrantEnding ending;
    private final GrantEvents events;
    private final ForgottenPeople people;
    private final Clock clock = Clock.systemUTC();

    GrantRestoration(
            TopicState topics,
            ConsentStates consents,
            GrantStore grants,
            GrantEnding ending,
            GrantEvents events,
            ForgottenPeople people) {
        this.topics = topics;
        this.consents = consents;
        this.grants = grants;
        this.ending = ending;
        this.events = events;
        this.people = people;
    }

    @Override
    public String restore(Handle tx, Restoration restoration) {
        long ended = switch (restoration.lost()) {
            case NOTHING -> 0;
            case KAFKA_KNOWS -> endOfChangedConsents(tx, restoration) + endUsedSince(tx, restoration);
            case UNKNOWN -> endOfChangedConsents(tx, restoration) + endUsedSince(tx, restoration) + endAll(tx);
        };
        // Of people who were erased since under no name of theirs.
        tellEnded(tx);
        return ended + " grants ended";
    }

    /** Kafka may have lost that they ended, and their access tokens may still be about. */
    private void tellEnded(Handle tx) {
        UUID after = new UUID(0, 0);
        List<EndedGrant> some;
        do {
            some = grants.ended(tx, clock.instant().minus(MEMORY), after, BATCH);
            events.endedAgain(tx, some);
            if (!some.isEmpty()) after = some.getLast().grant().id();
        } while (some.size() == BATCH);
    }

    private long endAll(Handle tx) {
        long ended = 0;
        List<Grant> some;
        do {
            some = grants.lockStanding(tx, BATCH);
            some.forEach(it -> ending.end(tx, it.id(), Reason.RESTORED));
            ended += some.size();
        } while (!some.isEmpty());
        return ended;
    }

    /** Those of consents that this service has not heard the last of: consent-service ends the consents, but may begin after this one. */
    private long endOfChangedConsents(Handle tx, Restoration restoration) {
        long[] ended = {0};
        topics.read(Topic.CONSENTS, ConsentEvent.class, some -> {
            Map<UUID, Long> known = consents.revisions(
                    tx,
                    some.stream()
                            .map(it -> UUID.fromString(it.data().consentId()))
                            .collect(Collectors.toSet()));
            for (ReceivedEvent<ConsentEvent> it : some) {
                UUID id = UUID.fromString(it.data().consentId());
                if (restoration.isNews(it.data().revision(), known.getOrDefault(id, 0L))) {
                    ended[0] += endOfConsent(tx, id, it.data());
                }
            }
        });
        return ended[0];
    }

    private long endOfConsent(Handle tx, UUID id, ConsentEvent it) {
        consents.learn(tx, id, it.revision(), false, List.of(), List.of());
        // To whoever hears of it again it is no news.
        if (it.erased()) people.forget(tx, id, it.person());
        List<Grant> standing = grants.lockStandingOfConsent(tx, id, Long.MAX_VALUE);
        standing.forEach(grant -> ending.end(tx, grant.id(), Reason.RESTORED));
        return standing.size();
    }

    private long endUsedSince(Handle tx, Restoration restoration) {
        Map<String, GrantEvent> since = new HashMap<>();
        topics.read(
                Topic.GRANTS,
                GrantEvent.class,
                some -> some.stream()
                        .filter(it -> !it.time().isBefore(restoration.restoredTo()))
                        .forEach(it -> since.put(it.data().grantId(), it.data())));
        return since.values().stream().filter(it -> end(tx, it)).count();
    }

    private boolean end(Handle tx, GrantEvent it) {
        UUID id = UUID.fromString(it.grantId());
        if (grants.isKnown(tx, id)) return ending.end(tx, id, Reason.RESTORED).isPresent();
        // It was opened since: nobody could take it back, and its access tokens are about.
        events.endedUnknown(tx, it, Reason.RESTORED.wireName());
        return true;
    }
}
