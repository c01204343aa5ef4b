package org.sparkall.consent.history;

import io.quarkus.arc.Unremovable;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Adds the migrations that need the installation's key. */
@Unremovable
@ApplicationScoped
class HistoryMigrations implements FlywayConfigurationCustomizer {

    private final ChainHash chain;

    HistoryMigrations(ChainHash chain) {
        this.chain = chain;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.javaMigrations(new V6__ChainEarlierEntries(chain));
    }
}
