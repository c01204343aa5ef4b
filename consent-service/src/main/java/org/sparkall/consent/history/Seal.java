package org.sparkall.consent.history;

import java.time.Instant;

/**
 * Covers the entries that were written since the seal before.
 *
 * @param upTo the last position it covers
 * @param entries how many it covers
 * @param hash over the seal before and the hashes of these entries, in hexadecimal
 */
public record Seal(long number, long upTo, long entries, String hash, Instant sealedAt) {}
