package org.sparkall.auth.integration;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.GrantType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.sparkall.key.SigningAlgorithm;

/**
 * How an integration speaks the protocol: the client metadata of RFC 7591 section 2 and its extensions.
 *
 * @param authentication how it proves who it is
 * @param keys its public keys, when it signs its authentication (RFC 7523); always given by value, never fetched
 * @param grantTypes which grants it may use
 * @param requiresPushedRequests whether it must push its authorization requests (RFC 9126 section 6)
 * @param bindsAccessTokens whether its access tokens are always bound to a key (RFC 9449 section 5.2)
 * @param postLogoutRedirectUris where the browser may be sent after a logout (OpenID Connect RP-Initiated Logout)
 * @param backchannelLogoutUri where it is told of a logout (OpenID Connect Back-Channel Logout)
 * @param idTokenAlgorithm what its ID tokens and logout tokens are signed with
 */
public record ClientSettings(
        AuthenticationMethod authentication,
        Optional<JWKSet> keys,
        List<GrantType> grantTypes,
        boolean requiresPushedRequests,
        boolean bindsAccessTokens,
        List<URI> postLogoutRedirectUris,
        Optional<URI> backchannelLogoutUri,
        SigningAlgorithm idTokenAlgorithm) {

    public ClientSettings {
        grantTypes = List.copyOf(grantTypes);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
    }

    /** Whether it registered this grant type. */
    public boolean mayUse(GrantType grantType) {
        return grantTypes.contains(grantType);
    }

    /** The client type that goes with how it authenticates: a public client is one that does not. */
    public ClientType type() {
        return authentication == AuthenticationMethod.NONE ? ClientType.PUBLIC : ClientType.CONFIDENTIAL;
    }
}
