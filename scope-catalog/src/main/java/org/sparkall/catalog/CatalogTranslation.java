package org.sparkall.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says in one language.
 *
 * @param groups the groups' titles, by the group
 * @param texts the texts of scopes, aggregates and features, by their names
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CatalogTranslation(Map<String, String> groups, Map<String, Text> texts) {

    /** A document may leave either out. */
    public CatalogTranslation(@Nullable Map<String, String> groups, @Nullable Map<String, Text> texts) {
        this.groups = groups == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(groups));
        this.texts = texts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /** A thing of the catalog in words. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Text(String title, String description) {}
}
