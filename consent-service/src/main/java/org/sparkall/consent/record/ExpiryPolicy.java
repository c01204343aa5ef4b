package org.sparkall.consent.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a consent ends by itself. */
public sealed interface ExpiryPolicy {

    /** Never. */
    record None() implements ExpiryPolicy {}

    /** So many days after the person last agreed. */
    record Fixed(int days) implements ExpiryPolicy {

        public Fixed {
            requirePositive(days);
        }
    }

    /** When it has not been used for so many days. */
    record Unused(int days) implements ExpiryPolicy {

        public Unused {
            requirePositive(days);
        }
    }

    /**
     * When it ends.
     *
     * @param agreedAt when the person last agreed
     * @param usedAt when it was last used
     */
    default Optional<Instant> endsAt(Instant agreedAt, Optional<Instant> usedAt) {
        return switch (this) {
            case None it -> Optional.empty();
            case Fixed it -> Optional.of(agreedAt.plus(Duration.ofDays(it.days())));
            case Unused it ->
                Optional.of(usedAt.filter(agreedAt::isBefore).orElse(agreedAt).plus(Duration.ofDays(it.days())));
        };
    }

    /** The policy's name, as settings, database and JSON have it. */
    default String wireName() {
        return switch (this) {
            case None it -> "none";
            case Fixed it -> "fixed";
            case Unused it -> "unused";
        };
    }

    /** After how many days; empty when it never ends. */
    default Optional<Integer> afterDays() {
        return switch (this) {
            case None it -> Optional.empty();
            case Fixed it -> Optional.of(it.days());
            case Unused it -> Optional.of(it.days());
        };
    }

    /**
     * The policy with this name.
     *
     * @param days left out for {@code none} only
     * @throws IllegalArgumentException when there is none
     */
    static ExpiryPolicy of(String wireName, Optional<Integer> days) {
        return switch (wireName) {
            case "none" -> new None();
            case "fixed" -> new Fixed(days.orElse(0));
            case "unused" -> new Unused(days.orElse(0));
            default -> throw new IllegalArgumentException("expiry must be none, fixed or unused");
        };
    }

    private static void requirePositive(int days) {
        if (days < 1) throw new IllegalArgumentException("an expiry of days needs at least one");
    }
}
