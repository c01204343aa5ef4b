package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.Scope;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.ClientType;
import org.sparkall.auth.integration.Integration;

/**
 * A token request whose client is known.
 *
 * @param client the integration that authenticated
 * @param dpopKey the thumbprint of the key it proved to hold (RFC 9449); null when it proved none
 * @param scope the scope it asked for; null when it asked for none in particular
 * @param resources the resource servers it asked for (RFC 8707); empty when it named none
 */
public record TokenCall(
        Integration client,
        AuthorizationGrant grant,
        @Nullable String dpopKey,
        @Nullable Scope scope,
        List<URI> resources) {

    public TokenCall {
        resources = List.copyOf(resources);
    }

    /** The key that refresh tokens are bound to; null for those of confidential clients, bound to the client (RFC 9449 section 5). */
    public @Nullable String refreshKey() {
        return client.type() == ClientType.PUBLIC ? dpopKey : null;
    }
}
