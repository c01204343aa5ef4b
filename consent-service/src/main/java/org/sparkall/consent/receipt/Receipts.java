package org.sparkall.consent.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.history.Wording;
import org.sparkall.consent.history.Wordings;
import org.sparkall.consent.receipt.Receipt.Event;
import org.sparkall.consent.receipt.Receipt.Party;
import org.sparkall.consent.receipt.Receipt.PiiInformation;
import org.sparkall.consent.receipt.Receipt.Proof;
import org.sparkall.consent.receipt.Receipt.Purpose;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.Consents;
import org.sparkall.consent.request.ConsentSettings;
import org.sparkall.consent.viewer.ScopeWords;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;

/** Makes receipts out of the record. */
@ApplicationScoped
public class Receipts {

    private static final String PERSON = "pii_principal";
    private static final String CONTROLLER = "pii_controller";

    private final Jdbi jdbi;
    private final Consents consents;
    private final ConsentHistory history;
    private final Wordings wordings;
    private final CurrentCatalog catalog;
    private final ReceiptSettings settings;
    private final ConsentSettings addresses;

    Receipts(
            Jdbi jdbi,
            Consents consents,
            ConsentHistory history,
            Wordings wordings,
            CurrentCatalog catalog,
            ReceiptSettings settings,
            ConsentSettings addresses) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.history = history;
        this.wordings = wordings;
        this.catalog = catalog;
        this.settings = settings;
        this.addresses = addresses;
    }

    /** The receipt of a consent, with the catalog's texts in a language (BCP 47). */
    public Receipt of(Consent it, String language) {
        return jdbi.inTransaction(tx -> {
            List<HistoryEntry> entries = history.of(tx, it.id());
            return new Receipt(
                    it.id() + "." + it.revision(),
                    Receipt.SCHEMA_VERSION,
                    it.id(),
                    it.person(),
                    text(settings.privacyNotice()),
                    language,
                    it.isGranted()
                            ? List.of(purpose(it, new ScopeWords(catalog.texts(), Locale.forLanguageTag(language))))
                            : List.of(),
                    parties(it),
                    entries.stream().map(entry -> event(tx, entry)).toList(),
                    proof(tx, it, entries));
        });
    }

    private Purpose purpose(Consent it, ScopeWords words) {
        return new Purpose(
                "Access of " + it.integrationName() + " in the person's name",
                "api-access",
                "consent",
                information(it, words),
                List.of(CONTROLLER),
                List.of(it.clientId()),
                "oauth2-authorization",
                "api",
                retention(it),
                settings.jurisdiction().orElse(null),
                addresses.publicUrl() + "/apps/" + it.id());
    }

    private List<PiiInformation> information(Consent it, ScopeWords words) {
        ScopeCatalog rules = catalog.get();
        List<PiiInformation> all = new ArrayList<>();
        for (String name : it.scopes()) {
            rules.scope(new ScopeName(name))
                    .ifPresent(scope -> all.add(information(scope, scope.kind().isAddOn(), null, words)));
            rules.aggregate(new ScopeName(name))
                    .ifPresent(aggregate -> rules.concrete(rules.knownTexts(List.of(name)))
                            .intersection(rules.knownTexts(it.expanded()))
                            .names()
                            .forEach(covered -> rules.scope(covered)
                                    .ifPresent(scope -> all.add(information(scope, false, name, words)))));
        }
        return all;
    }

    private static PiiInformation information(
            Scope scope, boolean optional, @Nullable String aggregate, ScopeWords words) {
        return new PiiInformation(
                words.of(scope).title(), scope.name().value(), optional, scope.sensitive(), aggregate);
    }

    private static String retention(Consent it) {
        return it.life()
                .expiry()
                .afterDays()
                .map(days -> "P" + days + "D "
                        + (it.life().expiry().wireName().equals("unused") ? "without use" : "after agreement"))
                .orElse("until withdrawn");
    }

    private List<Party> parties(Consent it) {
        return List.of(
                new Party(it.person(), PERSON, null, null, null, null),
                new Party(
                        CONTROLLER,
                        CONTROLLER,
                        settings.controllerName().orElse(null),
                        text(settings.controllerUrl()),
                        settings.controllerAddress().orElse(null),
                        settings.controllerEmail().orElse(null)),
                new Party(it.clientId(), "recipient_third_party", it.integrationName(), null, null, null));
    }

    private Event event(Handle tx, HistoryEntry it) {
        return new Event(
                it.revision(),
                it.happenedAt(),
                it.expiryDays().map(days -> "P" + days + "D").orElse(null),
                it.actor() == Actor.Kind.PERSON ? PERSON : it.actor().wireName(),
                it.event(),
                it.state(),
                it.scopes(),
                it.catalogVersion(),
                it.wording().orElse(null),
                it.wording()
                        .flatMap(hash -> wordings.find(tx, hash))
                        .map(Wording::language)
                        .orElse(null));
    }

    private Proof proof(Handle tx, Consent it, List<HistoryEntry> entries) {
        return new Proof(
                entries.isEmpty() ? "" : entries.getLast().personCommitment(),
                consents.salt(tx, it.id()),
                history.hashes(tx, it.id()).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList());
    }

    private static @Nullable String text(Optional<URI> address) {
        return address.map(URI::toString).orElse(null);
    }
}
