package org.sparkall.policy.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparkall.catalog.CatalogTranslation.Text;
import org.sparkall.policy.catalog.CatalogChange.Kind;
import org.sparkall.policy.catalog.CatalogChange.PutAggregate;
import org.sparkall.policy.catalog.CatalogChange.PutFeature;
import org.sparkall.policy.catalog.CatalogChange.PutGroup;
import org.sparkall.policy.catalog.CatalogChange.PutScope;
import org.sparkall.policy.catalog.CatalogChange.Remove;
import org.sparkall.scope.ScopeKind;

/** What operators write. */
public interface ChangeRequest {

    /** A scope-token of RFC 6749 section 3.3, of characters that need no escaping in an address. */
    String NAME = "[a-z][a-z0-9._-]*(:[a-z0-9._-]+)?";

    String PLAIN = "[^\\p{Cntrl}\\p{Cf}]*";

    /** A language tag of the plain sort (BCP 47): language, script, region. */
    String LANGUAGE = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?";

    /** Texts in another language than the catalog's own. */
    record TextBody(
            @NotBlank @Size(max = 80) @Pattern(regexp = PLAIN)
            String title,

            @NotBlank @Size(max = 300) @Pattern(regexp = PLAIN)
            String description) {

        static @Nullable Map<String, Text> texts(@Nullable Map<String, TextBody> translations) {
            return translations == null
                    ? null
                    : translations.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    it -> new Text(
                                            it.getValue().title(), it.getValue().description())));
        }
    }

    /**
     * A scope, without its name.
     *
     * @param kind {@code user}, {@code admin} or {@code compliance}
     * @param sensitive whether it waits for people's word before it joins what they granted; null for no
     * @param deprecated whether it is on its way out; null for no
     * @param translations its texts by language; null leaves those that there are, unless the text that they translate is another now
     */
    record ScopeBody(
            @NotNull @Pattern(regexp = "user|admin|compliance")
            String kind,

            @NotBlank @Size(max = 64) @Pattern(regexp = PLAIN)
            String group,

            @NotBlank @Size(max = 80) @Pattern(regexp = PLAIN)
            String title,

            @NotBlank @Size(max = 300) @Pattern(regexp = PLAIN)
            String description,

            @Nullable Boolean sensitive,
            @Nullable Boolean deprecated,

            @Nullable @Size(max = 50) Map<@Pattern(regexp = LANGUAGE) String, @NotNull @Valid TextBody> translations)
            implements ChangeRequest {

        PutScope named(String name) {
            return new PutScope(
                    name,
                    ScopeKind.ofWireName(kind),
                    group,
                    title,
                    description,
                    Boolean.TRUE.equals(sensitive),
                    Boolean.TRUE.equals(deprecated),
                    TextBody.texts(translations));
        }
    }

    /**
     * An aggregate, without its name. It covers all of these together.
     *
     * @param covers {@code user} for every user scope; null when it covers groups or single scopes only
     * @param groups groups whose user scopes it covers; null for none
     * @param scopes single user scopes; null for none
     * @param translations as of a scope
     */
    record AggregateBody(
            @Nullable @Pattern(regexp = "user") String covers,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 64) String> groups,
            @Nullable @Size(max = 2000) List<@NotNull @Pattern(regexp = NAME) @Size(max = 128) String> scopes,

            @NotBlank @Size(max = 80) @Pattern(regexp = PLAIN)
            String title,

            @NotBlank @Size(max = 300) @Pattern(regexp = PLAIN)
            String description,

            @Nullable @Size(max = 50) Map<@Pattern(regexp = LANGUAGE) String, @NotNull @Valid TextBody> translations)
            implements ChangeRequest {

        PutAggregate named(String name) {
            return new PutAggregate(
                    name,
                    covers,
                    groups == null ? List.of() : groups,
                    scopes == null ? List.of() : scopes,
                    title,
                    description,
                    TextBody.texts(translations));
        }
    }

    /**
     * A feature, without its name: it requires each of the scopes.
     *
     * @param translations as of a scope
     */
    record FeatureBody(
            @NotEmpty @Size(max = 100) List<@NotNull @Pattern(regexp = NAME) @Size(max = 128) String> requires,

            @NotBlank @Size(max = 80) @Pattern(regexp = PLAIN)
            String title,

            @NotBlank @Size(max = 300) @Pattern(regexp = PLAIN)
            String description,

            @Nullable @Size(max = 50) Map<@Pattern(regexp = LANGUAGE) String, @NotNull @Valid TextBody> translations)
            implements ChangeRequest {

        PutFeature named(String name) {
            return new PutFeature(name, requires, title, description, TextBody.texts(translations));
        }
    }

    /** What a group is called, by language. */
    record GroupBody(
            @NotEmpty @Size(max = 50)
            Map<@Pattern(regexp = LANGUAGE) String, @NotBlank @Size(max = 80) @Pattern(regexp = PLAIN) String> titles)
            implements ChangeRequest {

        PutGroup named(String group) {
            return new PutGroup(group, titles);
        }
    }

    /**
     * One change of several: exactly one of the members beside the name.
     *
     * @param remove {@code scope}, {@code aggregate} or {@code feature}
     */
    record Item(
            @NotNull @Pattern(regexp = NAME) @Size(max = 128)
            String name,

            @Nullable @Valid ScopeBody scope,
            @Nullable @Valid AggregateBody aggregate,
            @Nullable @Valid FeatureBody feature,

            @Nullable @Pattern(regexp = "scope|aggregate|feature")
            String remove)
            implements ChangeRequest {

        @AssertTrue(message = "exactly one of scope, aggregate, feature and remove")
        @JsonIgnore
        public boolean isOneChange() {
            return Stream.of(scope, aggregate, feature, remove)
                            .filter(Objects::nonNull)
                            .count()
                    == 1;
        }

        CatalogChange change() {
            if (scope != null) return scope.named(name);
            if (aggregate != null) return aggregate.named(name);
            if (feature != null) return feature.named(name);
            return new Remove(Kind.valueOf(String.valueOf(remove).toUpperCase(Locale.ROOT)), name);
        }
    }

    /** Changes that are made together, in this order, as one version. */
    record Batch(@NotEmpty @Size(max = 2000) List<@Valid @NotNull Item> changes) implements ChangeRequest {}
}
