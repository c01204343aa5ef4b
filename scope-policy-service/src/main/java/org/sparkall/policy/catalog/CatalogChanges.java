package org.sparkall.policy.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.CatalogMissingException;
import org.sparkall.policy.catalog.CatalogVersions.PublishedVersion;

/** Changes the catalog: each change is a new version, published with its event in one transaction. */
@ApplicationScoped
public class CatalogChanges {

    private static final Logger LOG = Logger.getLogger(CatalogChanges.class);

    private final Jdbi jdbi;
    private final CatalogVersions versions;
    private final CatalogUse use;
    private final CatalogSettings settings;
    private final CatalogAudit audit;
    private final Clock clock = Clock.systemUTC();

    CatalogChanges(Jdbi jdbi, CatalogVersions versions, CatalogUse use, CatalogSettings settings, CatalogAudit audit) {
        this.jdbi = jdbi;
        this.versions = versions;
        this.use = use;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * What an operator asks for.
     *
     * @param author their subject
     * @param expected the version they mean to change; empty for whichever is the newest
     * @param dryRun whether nothing is published
     */
    record Order(List<CatalogChange> changes, String author, Optional<Integer> expected, boolean dryRun) {}

    /** What came of it. */
    sealed interface Outcome {

        /** The version that was published, or would have been. */
        record Made(PublishedVersion version, CatalogDifference difference, CatalogEffect effect) implements Outcome {}

        /** Nothing: rules are broken. */
        record Refused(List<Refusal> refusals) implements Outcome {}

        /** Nothing: the catalog is another than the operator has seen. */
        record Outdated(int version) implements Outcome {}
    }

    Outcome carryOut(Order order) {
        return jdbi.inTransaction(tx -> {
            versions.lock(tx);
            return carryOut(tx, order);
        });
    }

    private Outcome carryOut(Handle tx, Order order) {
        CatalogDocument present =
                versions.newest(tx).orElseThrow(CatalogMissingException::new).document();
        if (order.expected().filter(it -> it != present.version()).isPresent()) {
            return new Outcome.Outdated(present.version());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (new ChangeRules(present, now, settings.deprecationPeriod()).judge(order.changes(), use)) {
            case ChangeRules.Verdict.Refused it -> new Outcome.Refused(it.refusals());
            case ChangeRules.Verdict.Accepted it -> {
                PublishedVersion version =
                        new PublishedVersion(it.document().version(), order.author(), now, it.document());
                CatalogDifference difference = CatalogDifference.between(present, it.document());
                if (!order.dryRun()) {
                    versions.publish(tx, version);
                    audit.changed(tx, order, version.version());
                    LOG.infof(
                            "catalog version %d by %s: %d added, %d removed, %d changed",
                            version.version(),
                            version.author(),
                            difference.added().size(),
                            difference.removed().size(),
                            difference.changed().size());
                }
                yield new Outcome.Made(version, difference, it.effect());
            }
        };
    }
}
