package org.sparkall.policy.catalog;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sparkall.catalog.CatalogTranslation;
import org.sparkall.catalog.CatalogTranslation.Text;

/** The translations of the next version in the making. */
final class DraftTranslations {

    private final Map<String, SortedMap<String, String>> groups = new TreeMap<>();
    private final Map<String, SortedMap<String, Text>> texts = new TreeMap<>();

    DraftTranslations(Map<String, CatalogTranslation> present) {
        present.forEach((language, it) -> {
            groups.put(language, new TreeMap<>(it.groups()));
            texts.put(language, new TreeMap<>(it.texts()));
        });
    }

    /** Replaces what a thing is called in other languages. */
    void put(String name, Map<String, Text> byLanguage) {
        remove(name);
        byLanguage.forEach((language, text) ->
                texts.computeIfAbsent(language, it -> new TreeMap<>()).put(name, text));
    }

    /** Replaces what a group is called. */
    void putGroup(String group, Map<String, String> byLanguage) {
        groups.values().forEach(it -> it.remove(group));
        byLanguage.forEach((language, title) ->
                groups.computeIfAbsent(language, it -> new TreeMap<>()).put(group, title));
    }

    void remove(String name) {
        texts.values().forEach(it -> it.remove(name));
    }

    Map<String, CatalogTranslation> all() {
        SortedMap<String, CatalogTranslation> all = new TreeMap<>();
        groups.forEach((language, it) -> all.put(language, new CatalogTranslation(it, texts.get(language))));
        texts.forEach(
                (language, it) -> all.computeIfAbsent(language, tag -> new CatalogTranslation(groups.get(tag), it)));
        return all.entrySet().stream()
                .filter(it -> !it.getValue().groups().isEmpty()
                        || !it.getValue().texts().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
