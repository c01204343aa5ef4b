package org.sparkall.policy.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogTranslation.Text;
import org.sparkall.scope.ScopeKind;

/** One thing that an operator changes in the catalog; several together make one version. */
public sealed interface CatalogChange {

    /** The scope, aggregate, feature or group that is changed. */
    String name();

    /**
     * Adds a scope, or changes its texts, its group, or whether it is sensitive or deprecated.
     *
     * @param translations its texts by language; null leaves those that there are, unless the text that they translate is another now
     */
    record PutScope(
            String name,
            ScopeKind kind,
            String group,
            String title,
            String description,
            boolean sensitive,
            boolean deprecated,
            @Nullable Map<String, Text> translations)
            implements CatalogChange {}

    /**
     * Adds an aggregate, or changes its texts or what it covers.
     *
     * @param translations as in {@link PutScope}
     */
    record PutAggregate(
            String name,
            @Nullable String covers,
            List<String> groups,
            List<String> scopes,
            String title,
            String description,
            @Nullable Map<String, Text> translations)
            implements CatalogChange {}

    /**
     * Adds a feature, or changes its texts or what it requires.
     *
     * @param translations as in {@link PutScope}
     */
    record PutFeature(
            String name,
            List<String> requires,
            String title,
            String description,
            @Nullable Map<String, Text> translations)
            implements CatalogChange {}

    /** Says what a group is called, by language; nothing else of it is kept. */
    record PutGroup(String name, Map<String, String> titles) implements CatalogChange {}

    /** Removes a scope, an aggregate or a feature. Its name is never given to anything else. */
    record Remove(Kind kind, String name) implements CatalogChange {}

    /** What a name stands for. */
    enum Kind {
        SCOPE,
        AGGREGATE,
        FEATURE
    }
}
