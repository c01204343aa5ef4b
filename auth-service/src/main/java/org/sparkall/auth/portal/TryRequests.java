package org.sparkall.auth.portal;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Prompt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.portal.TriedPage.Parameter;

/** The authorization request of a tried flow (RFC 6749 section 4.1.1), as an integration would make it. */
@ApplicationScoped
class TryRequests {

    private final TokenSettings tokens;

    TryRequests(TokenSettings tokens) {
        this.tokens = tokens;
    }

    /** Where the portal itself awaits the browser; an integration registers it like any other. */
    URI redirectUri() {
        return UriBuilder.fromUri(tokens.issuer())
                .path("/integrations/try/callback")
                .build();
    }

    URI address(Integration integration, TrySession flow) {
        return request(integration, flow).toURI();
    }

    List<Parameter> parameters(Integration integration, TrySession flow) {
        return request(integration, flow).toParameters().entrySet().stream()
                .map(it -> new Parameter(it.getKey(), String.join(" ", it.getValue())))
                .toList();
    }

    private AuthorizationRequest request(Integration integration, TrySession flow) {
        AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(
                        ResponseType.CODE, new ClientID(integration.clientId()))
                .endpointURI(UriBuilder.fromUri(tokens.issuer())
                        .path("/v1/authorize")
                        .build())
                .redirectionURI(redirectUri())
                .scope(Scope.parse(flow.scope()))
                .state(new State(flow.state()))
                .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256);
        if (flow.askAgain()) request.prompt(new Prompt(Prompt.Type.CONSENT));
        return request.build();
    }
}
