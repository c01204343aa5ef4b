package org.sparkall.policy.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.catalog.CatalogDocument.AggregateItem;
import org.sparkall.catalog.CatalogDocument.FeatureItem;
import org.sparkall.catalog.CatalogDocument.ScopeItem;
import org.sparkall.catalog.CatalogTranslation.Text;
import org.sparkall.policy.catalog.CatalogChange.Kind;
import org.sparkall.policy.catalog.CatalogChange.PutAggregate;
import org.sparkall.policy.catalog.CatalogChange.PutFeature;
import org.sparkall.policy.catalog.CatalogChange.PutGroup;
import org.sparkall.policy.catalog.CatalogChange.PutScope;
import org.sparkall.policy.catalog.CatalogChange.Remove;
import org.sparkall.policy.catalog.Refusal.Rule;
import org.sparkall.scope.ScopeKind;

/** The next version in the making: changes are made one after another, and each that breaks a rule of names is noted. */
final class CatalogDraft {

    private final int version;
    private final Instant now;
    private final SequencedMap<String, AggregateItem> aggregates = new LinkedHashMap<>();
    private final SequencedMap<String, FeatureItem> features = new LinkedHashMap<>();
    private final SequencedMap<String, ScopeItem> scopes = new LinkedHashMap<>();
    private final List<String> retired;
    private final DraftTranslations translations;
    private final List<Refusal> refusals = new ArrayList<>();

    CatalogDraft(CatalogDocument present, Instant now) {
        this.version = present.version() + 1;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        present.aggregates().forEach(it -> aggregates.put(it.name(), it));
        present.features().forEach(it -> features.put(it.name(), it));
        present.scopes().forEach(it -> scopes.put(it.name(), it));
        this.retired = new ArrayList<>(present.retired());
        this.translations = new DraftTranslations(present.translations());
    }

    List<Refusal> refusals() {
        return refusals;
    }

    CatalogDocument document() {
        return new CatalogDocument(
                version,
                List.copyOf(aggregates.values()),
                List.copyOf(features.values()),
                List.copyOf(scopes.values()),
                retired,
                translations.all());
    }

    void make(CatalogChange change) {
        switch (change) {
            case PutScope it -> put(it);
            case PutAggregate it -> put(it);
            case PutFeature it -> put(it);
            case PutGroup it -> put(it);
            case Remove it -> remove(it);
        }
    }

    private void put(PutScope it) {
        if (!isFree(it.name(), Kind.SCOPE)) return;
        ScopeItem present = scopes.get(it.name());
        if (present != null && !present.kind().equals(it.kind().wireName())) {
            refuse(
                    Rule.KIND_IS_FIXED,
                    it.name(),
                    "Whose power a scope speaks of never changes; give the new meaning a new name.");
            return;
        }
        String deprecatedAt =
                present == null || present.deprecatedAt() == null ? now.toString() : present.deprecatedAt();
        scopes.put(
                it.name(),
                new ScopeItem(
                        it.name(),
                        it.kind().wireName(),
                        it.group(),
                        it.title(),
                        it.description(),
                        it.sensitive(),
                        present == null ? Integer.valueOf(version) : present.since(),
                        it.deprecated() ? deprecatedAt : null));
        translate(
                it.name(),
                it.translations(),
                present == null ? null : new Text(present.title(), present.description()),
                new Text(it.title(), it.description()));
    }

    private void put(PutAggregate it) {
        if (!isFree(it.name(), Kind.AGGREGATE)) return;
        AggregateItem present = aggregates.put(
                it.name(),
                new AggregateItem(it.name(), it.covers(), it.groups(), it.scopes(), it.title(), it.description()));
        translate(
                it.name(),
                it.translations(),
                present == null ? null : new Text(present.title(), present.description()),
                new Text(it.title(), it.description()));
    }

    private void put(PutFeature it) {
        if (!isFree(it.name(), Kind.FEATURE)) return;
        FeatureItem present =
                features.put(it.name(), new FeatureItem(it.name(), it.requires(), it.title(), it.description()));
        translate(
                it.name(),
                it.translations(),
                present == null ? null : new Text(present.title(), present.description()),
                new Text(it.title(), it.description()));
    }

    private void put(PutGroup it) {
        if (scopes.values().stream().noneMatch(scope -> scope.group().equals(it.name()))) {
            refuse(Rule.NOT_IN_CATALOG, it.name(), "No scope is in a group of this name.");
            return;
        }
        translations.putGroup(it.name(), it.titles());
    }

    /** Takes the translations that were given. Without any, those of a text that is another now would say what is not so any more. */
    private void translate(String name, @Nullable Map<String, Text> given, @Nullable Text before, Text after) {
        if (given != null) {
            translations.put(name, given);
        } else if (!after.equals(before)) {
            translations.remove(name);
        }
    }

    private void remove(Remove change) {
        ScopeItem scope = scopes.get(change.name());
        if (scope != null && scope.kind().equals(ScopeKind.IDENTITY.wireName())) {
            refuse(Rule.PROTOCOL_SCOPE, change.name(), "Signing people in needs this scope (OpenID Connect).");
        } else if (items(change.kind()).remove(change.name()) == null) {
            refuse(Rule.NOT_IN_CATALOG, change.name(), "The catalog has nothing of this name.");
        } else {
            retired.add(change.name());
            translations.remove(change.name());
        }
    }

    /** Whether the name stands for such a thing already, or for nothing and never did. */
    private boolean isFree(String name, Kind wanted) {
        for (Kind kind : Kind.values()) {
            if (kind != wanted && items(kind).containsKey(name)) {
                refuse(Rule.NAME_TAKEN, name, "The name stands for something else.");
                return false;
            }
        }
        if (retired.contains(name)) {
            refuse(Rule.NAME_RETIRED, name, "The name stood for something that was removed, and is never used again.");
            return false;
        }
        // Each scope becomes a role of the realm, which aggregates hand out: it must not be one that is there for
        // something else.
        if (wanted != Kind.FEATURE && !name.contains(":") && !items(wanted).containsKey(name)) {
            refuse(Rule.NAME_UNQUALIFIED, name, "A new scope's name has two parts with a colon between them.");
            return false;
        }
        return true;
    }

    private Map<String, ?> items(Kind kind) {
        return switch (kind) {
            case SCOPE -> scopes;
            case AGGREGATE -> aggregates;
            case FEATURE -> features;
        };
    }

    private void refuse(Rule rule, String name, String message) {
        refusals.add(new Refusal(rule, List.of(name), message));
    }
}
