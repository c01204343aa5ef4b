package org.sparkall.consent.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentEndings;
import org.sparkall.consent.record.Scene;
import org.sparkall.consent.tally.Tallies.Tally;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class TalliesTest {

    private static final String ADMIN = "spark-admin:people_read";

    @Inject
    Tallies tallies;

    @Inject
    TallyKeeping keeping;

    @Inject
    ConsentEndings endings;

    @Inject
    Scene scene;

    private final String client = "client-" + UUID.randomUUID();

    @BeforeEach
    void begin() {
        scene.begin();
    }

    @Test
    void peopleAreCountedBeforeAndAfterTheSumIsTaken() {
        Consent ada = scene.agree("ada-" + client, client, "spark:all", ADMIN);
        scene.agree("alice-" + client, client, "spark:all");
        scene.agree("alice-" + client, client, "spark:all");
        assertCounts(2, 2, 1);
        keeping.sumUp();
        assertCounts(2, 2, 1);
        endings.withdraw(ada.id(), ADMIN, Actor.person());
        assertCounts(2, 2, 0);
        endings.withdraw(ada.id(), Actor.person());
        endings.undo(ada.id(), 3);
        assertCounts(2, 2, 0);
        endings.withdraw(ada.id(), Actor.person());
        keeping.sumUp();
        assertCounts(1, 1, 0);
        assertThat(tallies.of("globex", client).people()).isZero();
    }

    private void assertCounts(long people, long withAll, long withAdmin) {
        Tally tally = tallies.of("acme", client);
        assertThat(tally.people()).isEqualTo(people);
        assertThat(tally.byScope().getOrDefault("spark:all", 0L)).isEqualTo(withAll);
        assertThat(tally.byScope().getOrDefault(ADMIN, 0L)).isEqualTo(withAdmin);
    }
}
