package org.sparkall.auth.registration;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import java.net.URI;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.sparkall.auth.integration.ClientSettings;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.secret.Secret;

/**
 * An integration as it is told about itself (RFC 7591 section 3.2.1, RFC 7592 section 3).
 *
 * @param secret its secret, when it was made just now; else only its hash is known
 * @param registrationToken what it manages itself with from now on
 */
record RegisteredClient(Integration integration, Optional<Secret> secret, Secret registrationToken) {

    /** The features that it declares: metadata of our own. */
    static final String FEATURES = "spark_features";

    /**
     * The message that says so.
     *
     * @param address where it manages itself
     */
    OIDCClientInformationResponse answer(URI address, boolean isNew) {
        OIDCClientInformation information = new OIDCClientInformation(
                new ClientID(integration.clientId()),
                Date.from(integration.createdAt()),
                metadata(),
                secret.map(it -> new com.nimbusds.oauth2.sdk.auth.Secret(it.value()))
                        .orElse(null),
                address,
                new BearerAccessToken(registrationToken.value()));
        return new OIDCClientInformationResponse(information, isNew);
    }

    private OIDCClientMetadata metadata() {
        Integration.Profile profile = integration.profile();
        ClientSettings settings = profile.settings();
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setName(profile.name());
        profile.logoUri().ifPresent(metadata::setLogoURI);
        profile.clientUri().ifPresent(metadata::setURI);
        profile.policyUri().ifPresent(metadata::setPolicyURI);
        profile.tosUri().ifPresent(metadata::setTermsOfServiceURI);
        metadata.setRedirectionURIs(new LinkedHashSet<>(profile.redirectUris()));
        metadata.setScope(new Scope(profile.scopes().toArray(String[]::new)));
        if (!profile.features().isEmpty()) metadata.setCustomField(FEATURES, profile.features());
        metadata.setTokenEndpointAuthMethod(
                new ClientAuthenticationMethod(settings.authentication().wireName()));
        settings.keys().ifPresent(metadata::setJWKSet);
        metadata.setGrantTypes(new LinkedHashSet<>(settings.grantTypes()));
        metadata.setResponseTypes(settings.mayUse(GrantType.AUTHORIZATION_CODE) ? Set.of(ResponseType.CODE) : Set.of());
        metadata.setIDTokenJWSAlg(settings.idTokenAlgorithm().jws());
        metadata.requiresPushedAuthorizationRequests(settings.requiresPushedRequests());
        metadata.setDPoPBoundAccessTokens(settings.bindsAccessTokens());
        logout(metadata, settings);
        return metadata;
    }

    private static void logout(OIDCClientMetadata metadata, ClientSettings settings) {
        if (!settings.postLogoutRedirectUris().isEmpty()) {
            metadata.setPostLogoutRedirectionURIs(new LinkedHashSet<>(settings.postLogoutRedirectUris()));
        }
        settings.backchannelLogoutUri().ifPresent(it -> {
            metadata.setBackChannelLogoutURI(it);
            // Every logout token names the session.
            metadata.requiresBackChannelLogoutSession(true);
        });
    }
}
