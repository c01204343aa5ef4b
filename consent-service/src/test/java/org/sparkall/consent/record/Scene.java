package org.sparkall.consent.record;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.consent.record.ConsentBook.Agreement;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventTypes;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/** What tests of the record begin with: a catalog, and people who agree to things. */
@ApplicationScoped
public class Scene {

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final CurrentCatalog catalog;
    private final ConsentBook book;

    Scene(Jdbi jdbi, Outbox outbox, CurrentCatalog catalog, ConsentBook book) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.catalog = catalog;
        this.book = book;
    }

    /** Publishes the shipped catalog, unless there is one. */
    public void begin() {
        if (catalog.isPresent()) return;
        jdbi.useTransaction(tx -> outbox.append(
                tx,
                new OutgoingEvent(
                        Topic.SCOPE_CATALOG, "catalog", EventTypes.CATALOG_PUBLISHED, CatalogDocument.shipped())));
        await().until(catalog::isPresent);
    }

    /** Somebody of Acme agrees to all that they are asked. */
    public Consent agree(String person, String client, String... scopes) {
        return agree(agreement(person, client, List.of(scopes), List.of(scopes)));
    }

    Consent agree(Agreement agreement) {
        return jdbi.inTransaction(tx -> book.agree(tx, agreement));
    }

    Agreement agreement(String person, String client, List<String> asked, List<String> agreed) {
        ScopeCatalog rules = catalog.get();
        ScopeSet agreedSet = rules.knownTexts(agreed);
        return new Agreement(
                person,
                client,
                Optional.of("acme"),
                "Test",
                rules.knownTexts(asked),
                agreedSet,
                rules.concrete(agreedSet),
                Optional.empty());
    }
}
