package org.sparkall.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.catalog.CatalogTexts;
import org.sparkall.scope.ScopeCatalog;

/** The newest scope catalog that was published. */
@ApplicationScoped
public class CurrentCatalog implements ReadModel<CatalogDocument> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private volatile @Nullable Published newest;

    @Inject
    void measure(MeterRegistry metrics) {
        Gauge.builder(
                        "sparkall.catalog.version",
                        this,
                        it -> it.isPresent() ? it.get().version() : Double.NaN)
                .description("The catalog version that this replica works by; NaN before it has heard of one")
                .register(metrics);
    }

    private record Published(ScopeCatalog catalog, CatalogTexts texts, Instant at) {}

    /**
     * The catalog; the same object until a newer version is published.
     *
     * @throws CatalogMissingException as long as none has been heard of
     */
    public ScopeCatalog get() {
        return published().catalog();
    }

    /**
     * What it says, in people's languages.
     *
     * @throws CatalogMissingException as long as none has been heard of
     */
    public CatalogTexts texts() {
        return published().texts();
    }

    /**
     * When it was published.
     *
     * @throws CatalogMissingException as long as none has been heard of
     */
    public Instant publishedAt() {
        return published().at();
    }

    private Published published() {
        Published published = newest;
        if (published == null) throw new CatalogMissingException();
        return published;
    }

    /**
     * Waits until a version is known here that another replica knows already; what this one missed is a moment away.
     *
     * @return whether it is known
     */
    public boolean reaches(int version, Duration patience) throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (get().version() < version) {
            if (!Instant.now().isBefore(deadline)) return false;
            Thread.sleep(BETWEEN_LOOKS);
        }
        return true;
    }

    /** Whether a catalog has been heard of. */
    public boolean isPresent() {
        return newest != null;
    }

    @Override
    public Topic topic() {
        return Topic.SCOPE_CATALOG;
    }

    @Override
    public Class<CatalogDocument> payload() {
        return CatalogDocument.class;
    }

    @Override
    public void apply(ReceivedEvent<CatalogDocument> event) {
        Published present = newest;
        if (present == null || event.data().version() > present.catalog().version()) {
            newest = new Published(event.data().toCatalog(), new CatalogTexts(event.data()), event.time());
        }
    }
}
