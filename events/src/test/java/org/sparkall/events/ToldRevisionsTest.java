package org.sparkall.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ToldRevisionsTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T07:00:00Z");
    private static final long EXACT_IN_JSON = 1L << 53;

    private final ToldRevisions told = new ToldRevisions();

    @Test
    void withoutARestorationTheyAreTheDatabasesOwn() {
        assertEquals(7, told.of(7));
    }

    @Test
    void whatIsToldAfterARestorationIsGreaterThanAllBefore() {
        long first = ToldRevisions.leadAfter(0, MONDAY);
        long second = ToldRevisions.leadAfter(first, MONDAY);
        // The database that is brought back again knows nothing of the first.
        long third = ToldRevisions.leadAfter(0, MONDAY.plusSeconds(2));
        told.lead(first);
        assertTrue(told.of(1) > 1_000_000);
        assertTrue(second + 1 > told.of(1_000_000));
        assertTrue(third + 1 > told.of(1_000_000));
        assertTrue(ToldRevisions.leadAfter(0, Instant.parse("2200-01-01T00:00:00Z")) < EXACT_IN_JSON);
    }

    @Test
    void whatWasToldAnewIsNoNews() {
        Restoration restoration = new Restoration(MONDAY, Lost.KAFKA_KNOWS);
        told.lead(ToldRevisions.leadAfter(0, MONDAY));
        assertFalse(restoration.isNews(told.of(7), 7));
        assertTrue(restoration.isNews(told.of(8), 7));
        assertTrue(restoration.isNews(8, 7));
        assertFalse(restoration.isNews(7, told.of(7)));
        assertTrue(restoration.isNews(told.of(1), 0));
    }
}
