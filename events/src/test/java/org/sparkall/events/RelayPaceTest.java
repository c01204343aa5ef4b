package org.sparkall.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayPaceTest {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(200);

    private final RelayPace pace = new RelayPace(SHORTEST, LONGEST);

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 1_000, 3_000})
    void eventsThatComeSteadilyGoInBites(int perSecond) {
        Duration gathered = LONGEST;
        for (int i = 0; i < 10; i++) gathered = pace.next(arrived(perSecond, gathered), gathered);

        assertEquals(RelayPace.BITE, arrived(perSecond, gathered), 3);
    }

    @Test
    void fewAreLookedForNoMoreOftenThanIfThereWereNone() {
        assertEquals(LONGEST, pace.next(0, LONGEST));
        assertEquals(LONGEST, pace.next(1, LONGEST));
        assertEquals(LONGEST, pace.next(1, SHORTEST));
    }

    @Test
    void manyAreLookedForNoSoonerThanTheShortestPause() {
        assertEquals(SHORTEST, pace.next(499, SHORTEST));
    }

    private static int arrived(int perSecond, Duration time) {
        return Math.toIntExact(perSecond * time.toMillis() / 1_000);
    }
}
