package org.sparkall.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Coverage;
import org.sparkall.scope.Feature;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;

/**
 * A {@link ScopeCatalog} in its JSON form.
 *
 * @param version the catalog's version
 * @param aggregates the aggregate scopes
 * @param features the features
 * @param scopes the scopes, in catalog order
 * @param retired names that stood for something once, and never will again
 * @param translations the texts in other languages than the catalog's own, by language tag (BCP 47)
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogDocument(
        int version,
        List<AggregateItem> aggregates,
        List<FeatureItem> features,
        List<ScopeItem> scopes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> retired,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, CatalogTranslation> translations) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SHIPPED_LANGUAGES = List.of("ar", "de", "es", "fr", "ja");

    /** A document may leave {@code retired} and {@code translations} out. */
    public CatalogDocument(
            int version,
            List<AggregateItem> aggregates,
            List<FeatureItem> features,
            List<ScopeItem> scopes,
            @Nullable List<String> retired,
            @Nullable Map<String, CatalogTranslation> translations) {
        this.version = version;
        this.aggregates = List.copyOf(aggregates);
        this.features = List.copyOf(features);
        this.scopes = List.copyOf(scopes);
        this.retired = retired == null ? List.of() : List.copyOf(retired);
        this.translations = translations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(translations));
    }

    /**
     * An aggregate scope. It covers all of these together.
     *
     * @param covers the wire name of a kind; null when it covers groups or single scopes only
     * @param groups groups whose user scopes it covers
     * @param scopes single user scopes
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record AggregateItem(
            String name,
            @Nullable String covers,
            List<String> groups,
            List<String> scopes,
            String title,
            String description) {

        /** A document may leave the lists out. */
        public AggregateItem(
                String name,
                @Nullable String covers,
                @Nullable List<String> groups,
                @Nullable List<String> scopes,
                String title,
                String description) {
            this.name = name;
            this.covers = covers;
            this.groups = groups == null ? List.of() : List.copyOf(groups);
            this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
            this.title = title;
            this.description = description;
        }
    }

    /** A feature and the scopes it requires. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FeatureItem(String name, List<String> requires, String title, String description) {}

    /**
     * A scope.
     *
     * @param since may be missing in a document of version 1
     * @param deprecatedAt since when it is on its way out (RFC 3339); null when it is not
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ScopeItem(
            String name,
            String kind,
            String group,
            String title,
            String description,
            boolean sensitive,
            @Nullable Integer since,
            @JsonProperty("deprecated_at") @Nullable String deprecatedAt) {}

    /** The catalog that the project ships, with which a new installation starts. */
    public static CatalogDocument shipped() {
        CatalogDocument catalog = resource("scope-catalog.json", CatalogDocument.class);
        return new CatalogDocument(
                catalog.version,
                catalog.aggregates,
                catalog.features,
                catalog.scopes,
                catalog.retired,
                SHIPPED_LANGUAGES.stream()
                        .collect(Collectors.toMap(
                                it -> it, it -> resource("translations/" + it + ".json", CatalogTranslation.class))));
    }

    private static <T> T resource(String name, Class<T> type) {
        try (InputStream in = CatalogDocument.class.getResourceAsStream(name)) {
            return JSON.readValue(Objects.requireNonNull(in, name), type);
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped scope catalog cannot be read", e);
        }
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is not a catalog document
     */
    public static CatalogDocument parse(String json) {
        try {
            return JSON.readValue(json, CatalogDocument.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a catalog document", e);
        }
    }

    /** The document of a catalog, of which nothing was ever removed or translated. */
    public static CatalogDocument of(ScopeCatalog catalog) {
        return new CatalogDocument(
                catalog.version(),
                catalog.aggregates().stream().map(CatalogDocument::item).toList(),
                catalog.features().stream().map(CatalogDocument::item).toList(),
                catalog.scopes().stream().map(CatalogDocument::item).toList(),
                List.of(),
                Map.of());
    }

    /** The aggregate's JSON form. */
    public static AggregateItem item(AggregateScope it) {
        return new AggregateItem(
                it.name().value(),
                it.covers().kinds().stream()
                        .map(ScopeKind::wireName)
                        .findFirst()
                        .orElse(null),
                it.covers().groups().stream().sorted().toList(),
                it.covers().scopes().stream().map(ScopeName::value).sorted().toList(),
                it.title(),
                it.description());
    }

    /** The feature's JSON form. */
    public static FeatureItem item(Feature it) {
        return new FeatureItem(
                it.name(), it.requires().stream().map(ScopeName::value).toList(), it.title(), it.description());
    }

    /** The scope's JSON form. */
    public static ScopeItem item(Scope it) {
        return new ScopeItem(
                it.name().value(),
                it.kind().wireName(),
                it.group(),
                it.title(),
                it.description(),
                it.sensitive(),
                it.since(),
                it.deprecatedAt().map(Instant::toString).orElse(null));
    }

    /**
     * The catalog that this document describes.
     *
     * @throws IllegalArgumentException when it breaks a rule of {@link ScopeCatalog}
     */
    public ScopeCatalog toCatalog() {
        return new ScopeCatalog(
                version,
                scopes.stream().map(CatalogDocument::scope).toList(),
                aggregates.stream().map(CatalogDocument::aggregate).toList(),
                features.stream().map(CatalogDocument::feature).toList());
    }

    private static Scope scope(ScopeItem it) {
        return new Scope(
                new ScopeName(it.name),
                ScopeKind.ofWireName(it.kind),
                it.group,
                it.title,
                it.description,
                it.sensitive,
                it.since == null ? 1 : it.since,
                Optional.ofNullable(it.deprecatedAt).map(CatalogDocument::instant));
    }

    private static AggregateScope aggregate(AggregateItem it) {
        Coverage covers = new Coverage(
                it.covers == null ? Set.of() : Set.of(ScopeKind.ofWireName(it.covers)),
                Set.copyOf(it.groups),
                it.scopes.stream().map(ScopeName::new).collect(Collectors.toSet()));
        return new AggregateScope(new ScopeName(it.name), covers, it.title, it.description);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("deprecated_at is no time of RFC 3339", e);
        }
    }

    private static Feature feature(FeatureItem it) {
        return new Feature(it.name, it.requires.stream().map(ScopeName::new).toList(), it.title, it.description);
    }

    /** The document as JSON text. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a catalog document always has a JSON form", e);
        }
    }
}
