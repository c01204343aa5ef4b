package org.sparkall.policy.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.scope.ScopeKind;

/** One thing that an operator changes in the catalog; several together make one version. */
public sealed interface CatalogChange {

    /** The scope, aggregate or feature that is changed. */
    String name();

    /** Adds a scope, or changes its texts, its group, or whether it is sensitive or deprecated. */
    record PutScope(
            String name,
            ScopeKind kind,
            String group,
            String title,
            String description,
            boolean sensitive,
            boolean deprecated)
            implements CatalogChange {}

    /** Adds an aggregate, or changes its texts or what it covers. */
    record PutAggregate(
            String name,
            @Nullable String covers,
            List<String> groups,
            List<String> scopes,
            String title,
            String description)
            implements CatalogChange {}

    /** Adds a feature, or changes its texts or what it requires. */
    record PutFeature(String name, List<String> requires, String title, String description) implements CatalogChange {}

    /** Removes a scope, an aggregate or a feature. Its name is never given to anything else. */
    record Remove(Kind kind, String name) implements CatalogChange {}

    /** What a name stands for. */
    enum Kind {
        SCOPE,
        AGGREGATE,
        FEATURE
    }
}
