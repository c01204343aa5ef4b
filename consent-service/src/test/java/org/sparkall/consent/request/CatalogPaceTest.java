package org.sparkall.consent.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.ReceivedEvent;

class CatalogPaceTest {

    private static final Duration BELOW_A_PAUSE = Duration.ofMillis(900);

    private final CurrentCatalog catalog = new CurrentCatalog();
    private final CatalogPace pace = new CatalogPace(catalog);

    @Test
    void theQuestionOfTheSameCatalogIsAnsweredAtOnce() {
        publish(3, Instant.now());
        assertThat(took(() -> assertThat(pace.isOfToday(3)).isTrue())).isLessThan(BELOW_A_PAUSE);
    }

    @Test
    void aReplicaThatIsBehindWaitsUntilItHasHeard() {
        publish(3, Instant.now());
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> pace.isOfToday(4));
        assertThat(answer).isNotDone();
        publish(4, Instant.now());
        assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    @Test
    void aReplicaThatHeardOfItFirstGivesTheOtherAMoment() {
        publish(4, Instant.now());
        assertThat(took(() -> assertThat(pace.isOfToday(3)).isFalse())).isGreaterThan(BELOW_A_PAUSE);
    }

    @Test
    void whatChangedLongAgoTakesNoTime() {
        publish(4, Instant.now().minus(Duration.ofHours(1)));
        assertThat(took(() -> assertThat(pace.isOfToday(3)).isFalse())).isLessThan(BELOW_A_PAUSE);
    }

    private void publish(int version, Instant at) {
        CatalogDocument shipped = CatalogDocument.shipped();
        CatalogDocument document = new CatalogDocument(
                version, shipped.aggregates(), shipped.features(), shipped.scopes(), List.of(), Map.of());
        catalog.apply(new ReceivedEvent<>("id", "type", "source", at, "key", document));
    }

    private static Duration took(Runnable what) {
        Instant begin = Instant.now();
        what.run();
        return Duration.between(begin, Instant.now());
    }
}
