package org.sparkall.consent.apps;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was just done, to be said on the next page. It says nothing that the record does not bear out. */
record Notice(
        @Nullable UUID removed,
        @Nullable UUID undone,
        @Nullable UUID late) {}
