package org.sparkall.consent.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.sparkall.events.CurrentCatalog;

/**
 * Keeps replicas that hear of a new catalog one after the other from sending a person to and fro between them: each puts the question that the
 * other finds out of date.
 */
@ApplicationScoped
public class CatalogPace {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** For so long after a publication another replica may not have heard of it. */
    private static final Duration SPREADING = Duration.ofMinutes(1);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final CurrentCatalog catalog;
    private final Clock clock = Clock.systemUTC();

    CatalogPace(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Whether a question was put by the catalog of now. When it was put by a newer one, that is waited for; when by an older one that was
     * replaced just now, the replica that put it gets a moment before it is asked again.
     *
     * @param version the catalog's version when the question was put
     */
    public boolean isOfToday(int version) {
        try {
            boolean known = catalog.reaches(version, PATIENCE);
            if (known && catalog.get().version() == version) return true;
            if (known && clock.instant().isBefore(catalog.publishedAt().plus(SPREADING))) Thread.sleep(MOMENT);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
