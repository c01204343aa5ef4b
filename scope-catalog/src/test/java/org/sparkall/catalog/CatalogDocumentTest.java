package org.sparkall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;

class CatalogDocumentTest {

    private final ScopeCatalog shipped = CatalogDocument.shipped().toCatalog();

    @Test
    void theShippedCatalogIsComplete() {
        assertThat(shipped.scopes()).hasSize(111);
        assertThat(shipped.ofKind(ScopeKind.USER).size()).isEqualTo(42);
        assertThat(shipped.ofKind(ScopeKind.ADMIN).size()).isEqualTo(54);
        assertThat(shipped.ofKind(ScopeKind.COMPLIANCE).size()).isEqualTo(14);
        assertThat(shipped.aggregates())
                .singleElement()
                .satisfies(it -> assertThat(it.name()).hasToString("spark:all"));
        assertThat(shipped.feature("calling")).isPresent();
    }

    @Test
    void aCatalogSurvivesItsJsonForm() {
        CatalogDocument document = CatalogDocument.of(shipped);
        assertThat(CatalogDocument.parse(document.toJson())).isEqualTo(document);
        assertThat(CatalogDocument.of(document.toCatalog())).isEqualTo(document);
    }

    @Test
    void whatIsNoCatalogIsRefused() {
        assertThatThrownBy(() -> CatalogDocument.parse("{")).isInstanceOf(IllegalArgumentException.class);
    }
}
