package org.sparkall.policy.decision;

import java.util.Optional;

/**
 * May this integration do this for this person?
 *
 * @param subjectType only a {@code user} can have agreed to something
 * @param person the subject's id
 * @param action the name of a scope or a feature
 * @param clientId the integration; without it, and without a token, nobody knows who asks
 * @param grantId the grant it acts under, if the caller knows it
 * @param token the access token it showed; when it is there, person, client and grant come from it
 */
record Question(
        String subjectType,
        String person,
        String action,
        Optional<String> clientId,
        Optional<String> grantId,
        Optional<ShownToken> token) {

    /** The same question about another person. */
    Question of(String another) {
        return new Question(subjectType, another, action, clientId, grantId, token);
    }

    /** The same question about another action. */
    Question about(String another) {
        return new Question(subjectType, person, another, clientId, grantId, token);
    }
}
