package org.sparkall.policy.realm;

/**
 * One thing in which the realm is not as the catalog wants it.
 *
 * @param what one line for an operator
 * @param repair makes it so; doing it twice is harmless
 */
record Drift(String what, Runnable repair) {}
