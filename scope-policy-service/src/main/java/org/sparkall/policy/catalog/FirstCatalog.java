package org.sparkall.policy.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.ReadModel;
import org.sparkall.events.ReadModelsCaughtUp;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/**
 * Begins with the catalog that stands: the topic says which one was published last, so that a service whose database was lost does not
 * publish the first one again.
 */
@ApplicationScoped
class FirstCatalog implements ReadModel<CatalogDocument> {

    private final CatalogVersions versions;
    private volatile @Nullable CatalogDocument newest;

    FirstCatalog(CatalogVersions versions) {
        this.versions = versions;
    }

    void begin(@Observes ReadModelsCaughtUp event) {
        versions.begin(Optional.ofNullable(newest));
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
        CatalogDocument present = newest;
        if (present == null || event.data().version() > present.version()) newest = event.data();
    }
}
