package org.sparkall.auth.portal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;

/** The integrations of the developer in front of the page; another's cannot be told from one that does not exist. */
@ApplicationScoped
class OwnIntegrations {

    private final IntegrationRegistry registry;
    private final Developer developer;

    OwnIntegrations(IntegrationRegistry registry, Developer developer) {
        this.registry = registry;
        this.developer = developer;
    }

    /**
     * One of them.
     *
     * @param id as it stands in the address, which may be anything
     */
    Optional<Integration> find(String id) {
        return uuid(id).flatMap(it -> registry.find(developer.id(), it));
    }

    /** What stands in an address, if it is an id. */
    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
