package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sparkall.catalog.CatalogDocument;

/**
 * What a version of the catalog changed, by scope, aggregate and feature names.
 *
 * @param added names that were not there before
 * @param removed names that are not there any more
 * @param changed names whose meaning or texts are others now
 */
public record CatalogDifference(
        @JsonProperty List<String> added,
        @JsonProperty List<String> removed,
        @JsonProperty List<String> changed) {

    /** The difference between a version and the one before it; for the first, everything is added. */
    static CatalogDifference between(CatalogDocument before, CatalogDocument after) {
        Map<String, Object> old = items(before);
        Map<String, Object> present = items(after);
        return new CatalogDifference(
                present.keySet().stream().filter(it -> !old.containsKey(it)).toList(),
                old.keySet().stream().filter(it -> !present.containsKey(it)).toList(),
                present.keySet().stream()
                        .filter(it -> old.containsKey(it) && !Objects.equals(present.get(it), old.get(it)))
                        .toList());
    }

    private static Map<String, Object> items(CatalogDocument document) {
        Map<String, Object> items = new LinkedHashMap<>();
        document.aggregates().forEach(it -> items.put(it.name(), it));
        document.features().forEach(it -> items.put(it.name(), it));
        document.scopes().forEach(it -> items.put(it.name(), it));
        return items;
    }
}
