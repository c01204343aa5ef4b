package org.sparkall.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.Grant;

/**
 * What an access token is to say.
 *
 * @param subject the person, or the client when it speaks for itself (RFC 9068 section 2.2)
 * @param grant the grant it belongs to; empty when a client speaks for itself
 * @param audience whom it is for, not empty
 * @param dpopKey the thumbprint of the key it is bound to; null for a bearer token
 * @param notAfter a time that it must not outlive; null when only the usual lifetime bounds it
 */
record AccessTokenDraft(
        String subject,
        String clientId,
        Optional<Grant> grant,
        GrantedScope scope,
        List<String> audience,
        @Nullable String dpopKey,
        @Nullable Instant notAfter) {

    /** For what a person granted. */
    static AccessTokenDraft of(Grant grant, GrantedScope scope, List<String> audience, @Nullable String dpopKey) {
        return new AccessTokenDraft(
                grant.person(), grant.clientId(), Optional.of(grant), scope, audience, dpopKey, null);
    }

    /**
     * For an integration that speaks for itself (RFC 6749 section 4.4).
     *
     * @param scopes none of a person's
     */
    static AccessTokenDraft ofClient(
            String clientId, List<String> scopes, List<String> audience, @Nullable String dpopKey) {
        return new AccessTokenDraft(
                clientId, clientId, Optional.empty(), GrantedScope.ofClient(scopes), audience, dpopKey, null);
    }

    /** The same, but no longer than until then. */
    AccessTokenDraft notAfter(Instant latest) {
        return new AccessTokenDraft(subject, clientId, grant, scope, audience, dpopKey, latest);
    }
}
