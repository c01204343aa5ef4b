package org.sparkall.auth.registration;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of an initial access token (RFC 7591 section 1.2); never the token itself.
 *
 * @param label what its developer calls it; may be empty
 * @param usesLeft how many integrations it can still register
 */
record InitialToken(UUID id, String label, int usesLeft, Instant issuedAt, Instant expiresAt) {}
