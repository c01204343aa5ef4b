package org.sparkall.policy.decision;

import java.util.Optional;

/**
 * May this integration do this for this person?
 *
 * @param subjectType only a {@code user} can have agreed to something
 * @param person the subject's id
 * @param action the name of a scope or a feature
 * @param clientId the integration; a token says it too
 * @param grantId the grant it acts under, if the caller knows it
 * @param token the access token it showed; when it is there, person, client and grant come from it
 */
record Question(
        String subjectType,
        String person,
        String action,
        Optional<String> clientId,
        Optional<String> grantId,
        Optional<String> token) {}
