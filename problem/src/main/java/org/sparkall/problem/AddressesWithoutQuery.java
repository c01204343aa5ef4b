package org.sparkall.problem;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Cuts the query off the addresses of requests that failed before any of our code could answer: queries hold codes, hints and sealed flows,
 * and none of that belongs into a log.
 */
@LoggingFilter(name = AddressesWithoutQuery.NAME)
public final class AddressesWithoutQuery implements Filter {

    static final String NAME = "addresses-without-query";

    /** Writes whole addresses. */
    static final String ERROR_HANDLER = "io.quarkus.vertx.http.runtime.QuarkusErrorHandler";

    @Override
    public boolean isLoggable(LogRecord record) {
        Object[] parameters = record.getParameters();
        if (ERROR_HANDLER.equals(record.getLoggerName()) && parameters != null) {
            Object[] without = parameters.clone();
            for (int i = 0; i < without.length; i++) {
                if (without[i] instanceof String text) without[i] = text.replaceFirst("\\?.*", "");
            }
            record.setParameters(without);
        }
        return true;
    }
}
