package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.token.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.sparkall.auth.integration.ClientType;

/** The client credentials grant (RFC 6749 section 4.4): an integration speaks for itself, without any scope of a
 * person. */
@ApplicationScoped
class ClientCredentials implements GrantTypeHandler {

    private final AccessTokens accessTokens;
    private final Audiences audiences;

    ClientCredentials(AccessTokens accessTokens, Audiences audiences) {
        this.accessTokens = accessTokens;
        this.audiences = audiences;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public boolean isImmediate() {
        return accessTokens.areImmediate();
    }

    @Override
    public AccessTokenResponse answer(TokenCall call) {
        if (call.client().type() == ClientType.PUBLIC) {
            throw TokenErrors.unauthorizedClient("A public client cannot speak for itself.");
        }
        List<String> scopes = call.scope() == null
                ? List.of()
                : call.scope().toStringList().stream().distinct().toList();
        if (!ManagementScopes.ALL.containsAll(scopes)) {
            throw TokenErrors.invalidScope("Only a person can grant scopes: use the authorization code flow.");
        }
        List<String> audience = audiences.ofToken(
                List.of(), call.resources().stream().map(URI::toString).toList());
        AccessTokenDraft draft = AccessTokenDraft.ofClient(call.client().clientId(), scopes, audience, call.dpopKey());
        return new AccessTokenResponse(new Tokens(accessTokens.mint(draft).token(), null));
    }
}
