package org.sparkall.consent.admin;

import java.util.Optional;
import java.util.UUID;

/** Ids in addresses. */
final class AdminIds {

    private AdminIds() {}

    static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
