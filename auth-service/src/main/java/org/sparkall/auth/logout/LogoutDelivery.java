package org.sparkall.auth.logout;

import java.util.UUID;

/**
 * A logout that an integration is still to be told of.
 *
 * @param id the {@code jti} of its logout token, the same at each attempt
 * @param attempts how many were begun, this one included
 */
record LogoutDelivery(UUID id, String clientId, String person, String sessionId, int attempts) {}
