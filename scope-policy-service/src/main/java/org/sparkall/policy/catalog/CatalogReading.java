package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.catalog.CatalogDocument.AggregateItem;
import org.sparkall.catalog.CatalogDocument.FeatureItem;
import org.sparkall.catalog.CatalogTexts;
import org.sparkall.catalog.CatalogTranslation.Text;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Feature;
import org.sparkall.scope.Scope;

/** The catalog as somebody reads it in a language. */
record CatalogReading(CatalogTexts texts, Locale language) {

    /**
     * A scope.
     *
     * @param group what it belongs to: an identifier
     * @param groupTitle what people call that
     * @param deprecatedAt since when it is on its way out; null when it is not
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ScopeView(
            String name,
            String kind,
            String group,
            String groupTitle,
            String title,
            String description,
            boolean sensitive,
            int since,
            @Nullable Instant deprecatedAt) {}

    ScopeView of(Scope it) {
        Text text = texts.of(it, language);
        return new ScopeView(
                it.name().value(),
                it.kind().wireName(),
                it.group(),
                texts.group(it.group(), language),
                text.title(),
                text.description(),
                it.sensitive(),
                it.since(),
                it.deprecatedAt().orElse(null));
    }

    AggregateItem of(AggregateScope it) {
        Text text = texts.of(it, language);
        return CatalogDocument.item(new AggregateScope(it.name(), it.covers(), text.title(), text.description()));
    }

    FeatureItem of(Feature it) {
        Text text = texts.of(it, language);
        return CatalogDocument.item(new Feature(it.name(), it.requires(), text.title(), text.description()));
    }
}
