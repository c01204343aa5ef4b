package org.sparkall.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogTranslation.Text;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Feature;
import org.sparkall.scope.Scope;

/**
 * The catalog in people's languages. A language that it is not translated into is answered from a wider one (RFC 4647 section 3.4: {@code
 * de-CH}, then {@code de}), and what nobody translated from the catalog's own texts, which are English.
 */
public final class CatalogTexts {

    /** The language of the catalog's own texts. */
    public static final Locale OWN_LANGUAGE = Locale.ENGLISH;

    private final Map<String, CatalogTranslation> translations;

    public CatalogTexts(CatalogDocument document) {
        this.translations = document.translations();
    }

    /** The tags (BCP 47) of the languages that there are texts in. */
    public SortedSet<String> languages() {
        SortedSet<String> languages = new TreeSet<>(translations.keySet());
        languages.add(OWN_LANGUAGE.toLanguageTag());
        return languages;
    }

    /** The language to answer in: the first of these that there are texts in, else {@link #OWN_LANGUAGE}. */
    public Locale answering(List<Locale> wanted) {
        List<Locale.LanguageRange> ranges = wanted.stream()
                .filter(it ->
                        !it.toLanguageTag().equals("*") && !it.getLanguage().isEmpty())
                .map(it -> new Locale.LanguageRange(it.toLanguageTag()))
                .toList();
        String tag = ranges.isEmpty() ? null : Locale.lookupTag(ranges, languages());
        return tag == null ? OWN_LANGUAGE : Locale.forLanguageTag(tag);
    }

    public Text of(Scope scope, Locale language) {
        return text(scope.name().value(), new Text(scope.title(), scope.description()), language);
    }

    public Text of(AggregateScope aggregate, Locale language) {
        return text(aggregate.name().value(), new Text(aggregate.title(), aggregate.description()), language);
    }

    public Text of(Feature feature, Locale language) {
        return text(feature.name(), new Text(feature.title(), feature.description()), language);
    }

    /** The title of a group; its name with a capital letter when nobody gave it one. */
    public String group(String group, Locale language) {
        return find(language, it -> it.groups().get(group))
                .or(() -> find(OWN_LANGUAGE, it -> it.groups().get(group)))
                .orElseGet(() -> group.substring(0, 1).toUpperCase(OWN_LANGUAGE) + group.substring(1));
    }

    private Text text(String name, Text own, Locale language) {
        return find(language, it -> it.texts().get(name)).orElse(own);
    }

    private <T> Optional<T> find(Locale language, Function<CatalogTranslation, @Nullable T> part) {
        for (String tag = language.toLanguageTag(); !tag.isEmpty(); tag = wider(tag)) {
            CatalogTranslation translation = translations.get(tag);
            T found = translation == null ? null : part.apply(translation);
            if (found != null) return Optional.of(found);
        }
        return Optional.empty();
    }

    private static String wider(String tag) {
        int end = tag.lastIndexOf('-');
        return end < 0 ? "" : tag.substring(0, end);
    }
}
