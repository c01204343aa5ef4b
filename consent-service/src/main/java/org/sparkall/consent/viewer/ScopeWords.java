package org.sparkall.consent.viewer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sparkall.catalog.CatalogTexts;
import org.sparkall.catalog.CatalogTranslation.Text;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;

/** The catalog's words in the language of a page. */
public final class ScopeWords {

    /**
     * A scope in words.
     *
     * @param name its name on the wire
     */
    public record Words(String name, String title, String description, boolean sensitive) {}

    /** Scopes that belong together. */
    public record Group(String title, List<Words> scopes) {}

    private final CatalogTexts texts;
    private final Locale language;

    public ScopeWords(CatalogTexts texts, Locale language) {
        this.texts = texts;
        this.language = language;
    }

    public Words of(Scope it) {
        Text text = texts.of(it, language);
        return new Words(it.name().value(), text.title(), text.description(), it.sensitive());
    }

    public Words of(AggregateScope it) {
        Text text = texts.of(it, language);
        return new Words(it.name().value(), text.title(), text.description(), false);
    }

    /** The title of the scope or the aggregate of this name; empty when the catalog has none. */
    public Optional<String> title(ScopeName name, ScopeCatalog rules) {
        return rules.aggregate(name)
                .map(this::of)
                .or(() -> rules.scope(name).map(this::of))
                .map(Words::title);
    }

    /** Scopes by what they belong to, in their order. */
    public List<Group> groups(List<Scope> scopes) {
        Map<String, List<Words>> byName = new LinkedHashMap<>();
        scopes.forEach(scope ->
                byName.computeIfAbsent(scope.group(), name -> new ArrayList<>()).add(of(scope)));
        return byName.entrySet().stream()
                .map(it -> new Group(texts.group(it.getKey(), language), it.getValue()))
                .toList();
    }
}
