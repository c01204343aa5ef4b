package org.sparkall.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class AddressesWithoutQueryTest {

    private final AddressesWithoutQuery filter = new AddressesWithoutQuery();

    @Test
    void anAddressOfAFailedRequestIsLoggedWithoutItsQuery() {
        ExtLogRecord record = failed(AddressesWithoutQuery.ERROR_HANDLER);
        assertThat(filter.isLoggable(record)).isTrue();
        assertThat(message(record)).isEqualTo("HTTP Request to /v1/logout failed, error id: 7");
    }

    @Test
    void whatOthersLogIsLeftAsItIs() {
        ExtLogRecord record = failed("org.sparkall.Other");
        assertThat(filter.isLoggable(record)).isTrue();
        assertThat(message(record)).contains("?id_token_hint=");
    }

    @Test
    void servicesUseTheFilterUnlessTheySayOtherwise() throws Exception {
        Properties defaults = new Properties();
        try (var file = getClass().getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(file);
        }
        assertThat(defaults).containsEntry("quarkus.log.console.filter", AddressesWithoutQuery.NAME);
    }

    private static String message(ExtLogRecord record) {
        return new PatternFormatter("%s").format(record);
    }

    private static ExtLogRecord failed(String logger) {
        ExtLogRecord record = new ExtLogRecord(
                Level.ERROR,
                "HTTP Request to %s failed, error id: %s",
                ExtLogRecord.FormatStyle.PRINTF,
                AddressesWithoutQueryTest.class.getName());
        record.setLoggerName(logger);
        record.setParameters(new Object[] {"/v1/logout?id_token_hint=secret", "7"});
        return record;
    }
}
