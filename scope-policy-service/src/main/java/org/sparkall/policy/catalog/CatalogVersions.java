package org.sparkall.policy.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.EventTypes;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;

/** Every version of the catalog. A new installation starts with the one that the project ships (see {@link FirstCatalog}). */
@ApplicationScoped
public class CatalogVersions {

    private static final String EVENT_KEY = "catalog";
    private static final String SEED_AUTHOR = "installation";
    private static final String TOPIC_AUTHOR = "topic";

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    CatalogVersions(Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
    }

    /**
     * A version that was published.
     *
     * @param author who published it: the person's subject, or {@code installation}; {@code topic} when it was taken over from there
     */
    public record PublishedVersion(int version, String author, Instant publishedAt, CatalogDocument document) {}

    /**
     * Makes sure that there is a catalog, and none that is older than what was published: a database that is empty or was restored takes
     * over what the topic holds, and only where that holds nothing the first catalog is published. Of several replicas that start at once,
     * one does.
     *
     * @param published the newest catalog of the topic, read to its end
     */
    void begin(Optional<CatalogDocument> published) {
        jdbi.useTransaction(tx -> {
            tx.createQuery("SELECT pg_advisory_xact_lock(hashtext('sparkall.catalog'))")
                    .map((row, context) -> true)
                    .one();
            int present = newest(tx).map(PublishedVersion::version).orElse(0);
            if (published.isPresent()) {
                if (published.get().version() > present) keep(tx, published.get(), TOPIC_AUTHOR);
            } else if (present == 0) {
                publish(tx, CatalogDocument.shipped(), SEED_AUTHOR);
            }
        });
    }

    private void publish(Handle tx, CatalogDocument document, String author) {
        keep(tx, document, author);
        outbox.append(tx, new OutgoingEvent(Topic.SCOPE_CATALOG, EVENT_KEY, EventTypes.CATALOG_PUBLISHED, document));
    }

    private void keep(Handle tx, CatalogDocument document, String author) {
        tx.createUpdate("INSERT INTO catalog_version (version, author, published_at, document)"
                        + " VALUES (:version, :author, :now, :document)")
                .bind("version", document.version())
                .bind("author", author)
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("document", document.toJson())
                .execute();
    }

    private static Optional<PublishedVersion> newest(Handle handle) {
        return handle.createQuery("SELECT * FROM catalog_version ORDER BY version DESC LIMIT 1")
                .map((row, context) -> read(row))
                .findOne();
    }

    /** A page of versions, the newest first. */
    List<PublishedVersion> page(int before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM catalog_version WHERE version < :before ORDER BY version DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    Optional<PublishedVersion> find(int version) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM catalog_version WHERE version = :version")
                .bind("version", version)
                .map((row, context) -> read(row))
                .findOne());
    }

    private static PublishedVersion read(ResultSet row) throws SQLException {
        return new PublishedVersion(
                row.getInt("version"),
                row.getString("author"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                CatalogDocument.parse(row.getString("document")));
    }
}
