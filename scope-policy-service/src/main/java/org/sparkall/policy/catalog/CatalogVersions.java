package org.sparkall.policy.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

    private static final String COLUMNS = "version, author, published_at, document";

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

    /** A version without its content. */
    record Heading(int version, String author, Instant publishedAt) {}

    /**
     * Makes sure that database and topic hold the same newest catalog: a database that is empty or was restored takes over what the topic
     * holds, a topic that lost it is told again, and only where neither holds one the first is published. Of several replicas that start
     * at once, one does.
     *
     * @param published the newest catalog of the topic, read to its end
     */
    void begin(Optional<CatalogDocument> published) {
        jdbi.useTransaction(tx -> {
            lock(tx);
            Optional<PublishedVersion> present = newest(tx);
            int heard = published.map(CatalogDocument::version).orElse(0);
            if (present.isEmpty() && published.isEmpty()) {
                CatalogDocument document = CatalogDocument.shipped();
                publish(tx, new PublishedVersion(document.version(), SEED_AUTHOR, now(), document));
            } else if (heard > present.map(PublishedVersion::version).orElse(0)) {
                published.ifPresent(it -> keep(tx, new PublishedVersion(heard, TOPIC_AUTHOR, now(), it)));
            } else {
                present.filter(it -> it.version() > heard).ifPresent(it -> announce(tx, it));
            }
        });
    }

    /** Keeps others from publishing until the transaction ends. */
    void lock(Handle tx) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtext('sparkall.catalog'))")
                .map((row, context) -> true)
                .one();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Publishes a version, with its event. The caller holds the lock. */
    void publish(Handle tx, PublishedVersion version) {
        keep(tx, version);
        announce(tx, version);
    }

    private void announce(Handle tx, PublishedVersion version) {
        outbox.append(
                tx,
                new OutgoingEvent(Topic.SCOPE_CATALOG, EVENT_KEY, EventTypes.CATALOG_PUBLISHED, version.document()));
    }

    private static void keep(Handle tx, PublishedVersion version) {
        tx.createUpdate("INSERT INTO catalog_version (version, author, published_at, document)"
                        + " VALUES (:version, :author, :now, :document)")
                .bind("version", version.version())
                .bind("author", version.author())
                .bind("now", version.publishedAt().atOffset(ZoneOffset.UTC))
                .bind("document", version.document().toJson())
                .execute();
    }

    Optional<PublishedVersion> newest(Handle handle) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM catalog_version ORDER BY version DESC LIMIT 1")
                .map((row, context) -> read(row))
                .findOne();
    }

    /** A page of versions without their content, the newest first. */
    List<Heading> page(int before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT version, author, published_at"
                        + " FROM catalog_version WHERE version < :before ORDER BY version DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new Heading(row.getInt("version"), row.getString("author"), publishedAt(row)))
                .list());
    }

    /** What the catalog was before a version; empty for the first. */
    Optional<PublishedVersion> before(int version) {
        return page(version, 1).stream().findFirst().flatMap(it -> find(it.version()));
    }

    Optional<PublishedVersion> find(int version) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT " + COLUMNS + " FROM catalog_version WHERE version = :version")
                        .bind("version", version)
                        .map((row, context) -> read(row))
                        .findOne());
    }

    private static PublishedVersion read(ResultSet row) throws SQLException {
        return new PublishedVersion(
                row.getInt("version"),
                row.getString("author"),
                publishedAt(row),
                CatalogDocument.parse(row.getString("document")));
    }

    private static Instant publishedAt(ResultSet row) throws SQLException {
        return row.getObject("published_at", OffsetDateTime.class).toInstant();
    }
}
