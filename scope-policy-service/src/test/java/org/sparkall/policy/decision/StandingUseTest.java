package org.sparkall.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.ReadModelFreshness;
import org.sparkall.scope.ScopeCatalog;

class StandingUseTest {

    private static final ScopeCatalog WHOLE = CatalogDocument.shipped().toCatalog();

    private ScopeCatalog without = WHOLE;

    @BeforeEach
    void takeOneAway() throws Exception {
        ObjectNode document = (ObjectNode)
                new ObjectMapper().readTree(CatalogDocument.shipped().toJson());
        document.withArray("scopes").removeIf(it -> it.path("name").asText().equals("spark:xsi"));
        without = CatalogDocument.parse(document.toString()).toCatalog();
    }

    /** To whoever has heard of nobody, nobody loses anything. */
    @Test
    void whatIsTakenAwayIsNotJudgedByWhoHasNotHeardWhoHasIt() {
        StandingUse use = use(Duration.ofMinutes(5));
        assertThatThrownBy(() -> use.of(WHOLE, without)).isInstanceOf(UseUnknownException.class);
        assertThat(use.of(without, WHOLE).standing()).isZero();

        assertThat(use(Duration.ofNanos(Long.MAX_VALUE)).of(WHOLE, without).standing())
                .isZero();
    }

    /** Of a replica that has heard nothing. */
    private static StandingUse use(Duration maxStaleness) {
        DecisionSettings settings = new SmallRyeConfigBuilder()
                .withMapping(DecisionSettings.class)
                .withDefaultValue("sparkall.decision.max-staleness", maxStaleness.toString())
                .build()
                .getConfigMapping(DecisionSettings.class);
        return new StandingUse(new Consents(), new Integrations(), new ReadModelFreshness(), settings);
    }
}
