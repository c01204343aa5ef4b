package org.sparkall.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkall.key.KeySchedule.Plan;
import org.sparkall.key.KeyTimes.State;

class KeyScheduleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeySchedule SCHEDULE =
            new KeySchedule(Duration.ofDays(30), Duration.ofDays(1), Duration.ofMinutes(10), Duration.ofHours(1));

    @Test
    void theFirstKeySignsAtOnce() {
        assertThat(SCHEDULE.due(List.of(), NOW).signsFrom()).contains(NOW);
    }

    @Test
    void theNextKeyIsMadeADayAheadAndFollowsWithoutAGap() {
        List<KeyTimes> keys = List.of(SCHEDULE.of("a", NOW, NOW));
        assertThat(SCHEDULE.due(keys, NOW.plus(Duration.ofDays(28)))).isEqualTo(Plan.NOTHING);
        Plan plan = SCHEDULE.due(keys, NOW.plus(Duration.ofDays(29)));
        assertThat(plan.signsFrom()).contains(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void aKeyThatWasForgottenSignsOnUntilItsSuccessorHasBeenSeen() {
        Instant late = NOW.plus(Duration.ofDays(40));
        Plan plan = SCHEDULE.due(List.of(SCHEDULE.of("a", NOW, NOW)), late);
        assertThat(plan.signsFrom()).contains(late.plus(Duration.ofMinutes(10)));
        assertThat(plan.changed().getFirst().stateAt(late)).isEqualTo(State.SIGNING);
    }

    @Test
    void aRotationByCommandWaitsForVerifiersAndIsNotDoubled() {
        List<KeyTimes> keys = new ArrayList<>(List.of(SCHEDULE.of("a", NOW, NOW)));
        Instant asked = NOW.plus(Duration.ofDays(3));
        Plan plan = SCHEDULE.rotation(keys, asked);
        Instant handOver = asked.plus(Duration.ofMinutes(10));
        assertThat(plan.signsFrom()).contains(handOver);
        keys = List.of(plan.changed().getFirst(), SCHEDULE.of("b", asked, handOver));
        assertExactlyOneSigns(keys, asked, "a");
        assertExactlyOneSigns(keys, handOver.minusMillis(1), "a");
        assertExactlyOneSigns(keys, handOver, "b");
        assertThat(SCHEDULE.rotation(keys, asked.plusSeconds(60))).isEqualTo(Plan.NOTHING);
    }

    @Test
    void aRotationByCommandBringsAKeyForwardThatWasPublishedLongEnough() {
        Instant asked = NOW.plus(Duration.ofDays(29)).plus(Duration.ofHours(2));
        List<KeyTimes> keys = List.of(
                SCHEDULE.of("a", NOW, NOW),
                SCHEDULE.of("b", NOW.plus(Duration.ofDays(29)), NOW.plus(Duration.ofDays(30))));
        Plan plan = SCHEDULE.rotation(keys, asked);
        assertThat(plan.signsFrom()).isEmpty();
        assertExactlyOneSigns(plan.changed(), asked, "b");
    }

    @Test
    void aCompromisedKeyIsReplacedAtOnce() {
        KeyTimes lost = SCHEDULE.of("a", NOW, NOW).compromised(NOW.plusSeconds(60));
        Instant now = NOW.plusSeconds(60);
        assertThat(lost.publishedAt(now)).isFalse();
        assertThat(SCHEDULE.replacement(List.of(lost), now).signsFrom()).contains(now);
        KeyTimes pending = SCHEDULE.of("b", NOW, NOW.plus(Duration.ofDays(1)));
        Plan plan = SCHEDULE.replacement(List.of(lost, pending), now);
        assertThat(plan.signsFrom()).isEmpty();
        assertExactlyOneSigns(plan.changed(), now, "b");
    }

    private static void assertExactlyOneSigns(List<KeyTimes> keys, Instant when, String kid) {
        assertThat(keys)
                .filteredOn(it -> it.stateAt(when) == State.SIGNING)
                .extracting(KeyTimes::kid)
                .containsExactly(kid);
    }
}
