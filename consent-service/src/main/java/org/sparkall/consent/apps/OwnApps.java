package org.sparkall.consent.apps;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.history.Wording;
import org.sparkall.consent.history.Wordings;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.Consents;
import org.sparkall.consent.viewer.PageViewer;

/** The consents of whoever is signed in; nobody else's are found. */
@RequestScoped
class OwnApps {

    /** More than anybody has. */
    private static final int MOST = 500;

    private final Jdbi jdbi;
    private final Consents consents;
    private final ConsentHistory history;
    private final Wordings wordings;
    private final PageViewer viewer;

    OwnApps(Jdbi jdbi, Consents consents, ConsentHistory history, Wordings wordings, PageViewer viewer) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.history = history;
        this.wordings = wordings;
        this.viewer = viewer;
    }

    /** Those that stand, and behind them the others; of each the newest first. */
    List<Consent> all() {
        return consents.newest(String.valueOf(viewer.subject()), MOST);
    }

    Optional<Consent> find(String id) {
        try {
            return find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<Consent> find(UUID id) {
        return consents.find(id).filter(it -> it.person().equals(viewer.subject()));
    }

    List<HistoryEntry> history(Consent it) {
        return jdbi.withHandle(handle -> history.of(handle, it.id()));
    }

    /** The words of an entry, and when they were read. */
    record ReadWords(HistoryEntry entry, Wording wording) {}

    Optional<ReadWords> words(Consent it, String revision) {
        return history(it).stream()
                .filter(entry -> String.valueOf(entry.revision()).equals(revision))
                .findFirst()
                .flatMap(entry -> entry.wording()
                        .flatMap(hash -> jdbi.withHandle(handle -> wordings.find(handle, hash)))
                        .map(words -> new ReadWords(entry, words)));
    }
}
