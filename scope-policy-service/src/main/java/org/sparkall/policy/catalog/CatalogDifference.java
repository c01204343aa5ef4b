package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.catalog.CatalogTranslation;

/**
 * What a version of the catalog changed, by scope, aggregate and feature names.
 *
 * @param added names that were not there before
 * @param removed names that are not there any more
 * @param changed names whose meaning or texts, in whichever language, are others now
 * @param groups groups that are called otherwise now
 */
public record CatalogDifference(
        @JsonProperty List<String> added,
        @JsonProperty List<String> removed,
        @JsonProperty List<String> changed,
        @JsonProperty List<String> groups) {

    /** The difference between a version and the one before it; for the first, everything is added. */
    static CatalogDifference between(CatalogDocument before, CatalogDocument after) {
        Map<String, Object> old = items(before);
        Map<String, Object> present = items(after);
        return new CatalogDifference(
                present.keySet().stream().filter(it -> !old.containsKey(it)).toList(),
                old.keySet().stream().filter(it -> !present.containsKey(it)).toList(),
                present.keySet().stream()
                        .filter(it -> old.containsKey(it)
                                && !(Objects.equals(present.get(it), old.get(it))
                                        && sayTheSame(it, CatalogTranslation::texts, before, after)))
                        .toList(),
                after.scopes().stream()
                        .map(CatalogDocument.ScopeItem::group)
                        .distinct()
                        .filter(it -> !sayTheSame(it, CatalogTranslation::groups, before, after))
                        .toList());
    }

    /** Whether both say the same of it in every language. */
    private static boolean sayTheSame(
            String name,
            Function<CatalogTranslation, Map<String, ?>> part,
            CatalogDocument before,
            CatalogDocument after) {
        return in(before, part, name).equals(in(after, part, name));
    }

    private static Map<String, Object> in(
            CatalogDocument document, Function<CatalogTranslation, Map<String, ?>> part, String name) {
        Map<String, Object> byLanguage = new HashMap<>();
        document.translations().forEach((language, it) -> {
            Object said = part.apply(it).get(name);
            if (said != null) byLanguage.put(language, said);
        });
        return byLanguage;
    }

    private static Map<String, Object> items(CatalogDocument document) {
        Map<String, Object> items = new LinkedHashMap<>();
        document.aggregates().forEach(it -> items.put(it.name(), it));
        document.features().forEach(it -> items.put(it.name(), it));
        document.scopes().forEach(it -> items.put(it.name(), it));
        return items;
    }
}
