package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before a catalog is there: without one no request can be judged. */
@Readiness
@ApplicationScoped
class CatalogReadiness implements HealthCheck {

    private final CurrentCatalog catalog;

    CatalogReadiness(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("scope catalog")
                .status(catalog.isPresent())
                .build();
    }
}
