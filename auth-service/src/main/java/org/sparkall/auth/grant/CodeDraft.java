package org.sparkall.auth.grant;

import java.util.Optional;

/**
 * Everything an authorization code stands for (RFC 6749 section 4.1.2, RFC 7636).
 *
 * @param flowId the grant flow it ends; a flow is given one code
 * @param codeChallenge the S256 challenge that the redeemer's verifier must meet
 * @param person the person's subject at Keycloak
 * @param consent what the person agreed to
 */
public record CodeDraft(
        String flowId,
        String clientId,
        String redirectUri,
        String codeChallenge,
        String person,
        Optional<String> organization,
        ConsentSnapshot consent) {}
