/**
 * For services that must know whether an integration may do something. {@link org.sparkall.client.LocalDecisions} decides in process from a
 * verified token; {@link org.sparkall.client.PolicyClient} asks scope-policy-service, which also knows what was withdrawn since.
 */
@NullMarked
package org.sparkall.client;

import org.jspecify.annotations.NullMarked;
