package org.sparkall.consent.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.record.Consents;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.Lost;
import org.sparkall.events.Restoration;
import org.sparkall.events.RestorationStep;
import org.sparkall.events.Topic;
import org.sparkall.events.TopicState;

/** Whoever was erased after the record's state is in it again; Kafka knows of which consents they were the person, and they are erased again. */
@ApplicationScoped
class ErasureRestoration implements RestorationStep {

    private final TopicState topics;
    private final Consents consents;
    private final Erasure erasure;

    ErasureRestoration(TopicState topics, Consents consents, Erasure erasure) {
        this.topics = topics;
        this.consents = consents;
        this.erasure = erasure;
    }

    @Override
    public String restore(Handle tx, Restoration restoration) {
        if (restoration.lost() == Lost.NOTHING) return "nobody erased again";
        Set<String> again = new HashSet<>();
        topics.read(
                Topic.CONSENTS,
                ConsentEvent.class,
                some -> some.stream()
                        .filter(it -> it.data().erased())
                        .flatMap(it ->
                                consents.person(tx, UUID.fromString(it.data().consentId())).stream())
                        .filter(person -> !person.startsWith(HistoryEntry.NAMELESS))
                        .forEach(again::add));
        again.forEach(it -> erasure.eraseAgain(tx, it));
        return again.size() + " people erased again";
    }
}
