package org.sparkall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.catalog.CatalogTranslation.Text;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;

class CatalogTextsTest {

    private final CatalogDocument document = CatalogDocument.shipped();
    private final ScopeCatalog shipped = document.toCatalog();
    private final CatalogTexts texts = new CatalogTexts(document);

    @ParameterizedTest
    @ValueSource(strings = {"ar", "de", "es", "fr", "ja"})
    void nothingOfTheShippedCatalogIsLeftUntranslated(String language) {
        CatalogTranslation translation = document.translations().get(language);
        Set<String> named = Stream.of(
                        shipped.scopes().stream().map(it -> it.name().value()),
                        shipped.aggregates().stream().map(it -> it.name().value()),
                        shipped.features().stream().map(it -> it.name()))
                .flatMap(it -> it)
                .collect(Collectors.toSet());
        assertThat(translation.texts().keySet()).isEqualTo(named);
        assertThat(translation.groups().keySet())
                .isEqualTo(shipped.scopes().stream().map(Scope::group).collect(Collectors.toSet()));
        // People tell the items of a page apart by their titles.
        assertThat(translation.texts().values()).allSatisfy(it -> {
            assertThat(it.title()).isNotBlank().hasSizeLessThanOrEqualTo(80);
            assertThat(it.description()).isNotBlank().hasSizeLessThanOrEqualTo(300);
        });
        assertThat(translation.texts().values().stream().map(Text::title)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"de,de", "de-CH,de", "fr-CA,fr", "en,en", "en-GB,en", "pt,en", "zh-Hant-TW,en"})
    void aLanguageIsAnsweredFromAWiderOne(String wanted, String answered) {
        assertThat(texts.answering(List.of(Locale.forLanguageTag(wanted)))).hasToString(answered);
    }

    @Test
    void theFirstLanguageThatIsThereIsTaken() {
        assertThat(texts.answering(List.of(Locale.forLanguageTag("pt"), Locale.JAPANESE, Locale.GERMAN)))
                .isEqualTo(Locale.JAPANESE);
        assertThat(texts.answering(List.of(Locale.forLanguageTag("*")))).isEqualTo(Locale.ENGLISH);
        assertThat(texts.answering(List.of())).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void whatNobodyTranslatedIsSaidInTheCatalogsOwnWords() {
        Scope scope = shipped.scope(new ScopeName("spark:messages_read")).orElseThrow();
        CatalogTexts partly = new CatalogTexts(withTranslations(Map.of(
                "de",
                new CatalogTranslation(Map.of(), Map.of()),
                "de-CH",
                new CatalogTranslation(Map.of("messages", "Botschaften"), Map.of()))));
        Locale swiss = Locale.forLanguageTag("de-CH");
        assertThat(partly.of(scope, swiss)).isEqualTo(new Text(scope.title(), scope.description()));
        assertThat(partly.group("messages", swiss)).isEqualTo("Botschaften");
        assertThat(partly.group("messages", Locale.GERMAN)).isEqualTo("Messages");
        assertThat(texts.of(scope, swiss).title()).isEqualTo("Ihre Nachrichten lesen");
    }

    private CatalogDocument withTranslations(Map<String, CatalogTranslation> translations) {
        return new CatalogDocument(
                document.version(),
                document.aggregates(),
                document.features(),
                document.scopes(),
                document.retired(),
                translations);
    }
}
