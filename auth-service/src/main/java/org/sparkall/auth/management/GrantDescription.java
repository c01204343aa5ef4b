package org.sparkall.auth.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a grant is now (Grant Management for OAuth 2.0, query response).
 *
 * @param scopes one entry, or none when nothing of the grant is registered any more
 */
@RegisterForReflection
record GrantDescription(List<Entry> scopes) {

    /**
     * Scopes, and what they are for.
     *
     * @param scope as the token response names them, space-delimited
     * @param resource the resource servers (RFC 8707) that tokens may be for; left out when they may be for any
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Entry(String scope, List<String> resource) {}
}
