package org.sparkall.auth.expiry;

import java.time.Duration;

/** Whoever keeps rows that expire: a CDI bean that implements this has them removed. */
public interface ExpiringRows {

    /** Where the rows are, and when they may go. */
    Expiry expiry();

    /**
     * When rows of a table may go.
     *
     * @param table its name; like the column's it comes from the code, never from a request
     * @param column the time from which a row counts as expired
     * @param memory how long it is kept after that
     */
    record Expiry(String table, String column, Duration memory) {

        /** Rows that are of no use from the time in this column. */
        public static Expiry at(String table, String column) {
            return new Expiry(table, column, Duration.ZERO);
        }
    }
}
