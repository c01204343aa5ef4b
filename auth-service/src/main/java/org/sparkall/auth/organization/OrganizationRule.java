package org.sparkall.auth.organization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.OrganizationRuleEvent.Rule;

/**
 * What an organisation says of an integration.
 *
 * @param revision grows by one with each change; 0 when it never said anything
 * @param reason why, in the administrator's words; null when they gave none
 * @param changedBy the administrator's subject at Keycloak
 */
record OrganizationRule(Rule rule, long revision, @Nullable String reason, String changedBy, Instant changedAt) {}
