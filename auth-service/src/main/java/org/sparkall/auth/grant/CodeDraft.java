package org.sparkall.auth.grant;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.telemetry.TraceParent;

/**
 * Everything an authorization code stands for (RFC 6749 section 4.1.2, RFC 7636).
 *
 * @param flowId the grant flow it ends; a flow is given one code
 * @param codeChallenge the S256 challenge that the redeemer's verifier must meet
 * @param resources the resource servers its tokens may be for (RFC 8707); empty when the request named none
 * @param dpopKey the thumbprint of the key it is bound to (RFC 9449 section 10); null when it is bound to none
 * @param nonce for the ID token (OpenID Connect Core section 3.1.2.1); null when there is none
 * @param grantId the standing grant that it changes; null when it opens a new one
 * @param consent what the person agreed to
 * @param trace where the trace of its grant goes on; null when it has none
 */
public record CodeDraft(
        String flowId,
        String clientId,
        String redirectUri,
        String codeChallenge,
        List<String> resources,
        @Nullable String dpopKey,
        @Nullable String nonce,
        @Nullable UUID grantId,
        SignIn signIn,
        ConsentSnapshot consent,
        @Nullable TraceParent trace) {

    public CodeDraft {
        resources = List.copyOf(resources);
    }
}
