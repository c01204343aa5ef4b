package org.sparkall.consent.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; what is null does not matter.
 *
 * @param since from when on
 * @param until until when, exclusive
 * @param before only entries with a smaller position: the cursor
 * @param limit how many at most
 */
record AuditQuestion(
        @Nullable String action,
        @Nullable String actor,
        @Nullable String targetKind,
        @Nullable String target,
        @Nullable String organization,
        @Nullable Instant since,
        @Nullable Instant until,
        long before,
        int limit) {}
