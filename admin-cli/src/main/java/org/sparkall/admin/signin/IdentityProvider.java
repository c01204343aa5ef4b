package org.sparkall.admin.signin;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Request;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.Http;
import org.sparkall.admin.connection.Part;

/** Keycloak's realm as the command line needs it: tokens for a client by itself (RFC 6749 section 4.4) and for people (RFC 8628). */
final class IdentityProvider {

    private final URI issuer;
    private final Http http;
    private final Clock clock = Clock.systemUTC();
    private @Nullable AuthorizationServerMetadata metadata;

    IdentityProvider(URI issuer, Http http) {
        this.issuer = issuer;
        this.http = http;
    }

    URI issuer() {
        return issuer;
    }

    /** What came of asking for tokens. */
    sealed interface Answer {

        record Given(Tokens tokens) implements Answer {}

        /** @param code as RFC 6749 section 5.2 and RFC 8628 section 3.5 name it */
        record Refused(String code, String description) implements Answer {}
    }

    Answer ofClient(String clientId, String secret) {
        return tokens(new TokenRequest.Builder(
                metadata().getTokenEndpointURI(),
                new ClientSecretBasic(new ClientID(clientId), new Secret(secret)),
                new ClientCredentialsGrant()));
    }

    Answer refreshed(String clientId, String refreshToken) {
        return ofPublic(clientId, new RefreshTokenGrant(new RefreshToken(refreshToken)));
    }

    Answer ofDevice(String clientId, DeviceCode code) {
        return ofPublic(clientId, new DeviceCodeGrant(code));
    }

    private Answer ofPublic(String clientId, AuthorizationGrant grant) {
        return tokens(new TokenRequest.Builder(metadata().getTokenEndpointURI(), new ClientID(clientId), grant));
    }

    private Answer tokens(TokenRequest.Builder request) {
        Instant asked = clock.instant();
        try {
            TokenResponse response = TokenResponse.parse(send(request.build()));
            if (response instanceof AccessTokenResponse given) {
                com.nimbusds.oauth2.sdk.token.Tokens tokens = given.getTokens();
                RefreshToken refresh = tokens.getRefreshToken();
                return new Answer.Given(new Tokens(
                        tokens.getAccessToken().getValue(),
                        asked.plusSeconds(tokens.getAccessToken().getLifetime()),
                        refresh == null ? null : refresh.getValue()));
            }
            ErrorObject error = response.toErrorResponse().getErrorObject();
            return new Answer.Refused(text(error.getCode()), text(error.getDescription()));
        } catch (ParseException e) {
            throw notUnderstood();
        }
    }

    /** Begins a sign-in that is ended in a browser, on whatever device. */
    DeviceAuthorizationSuccessResponse beginOnDevice(String clientId) {
        URI endpoint = metadata().getDeviceAuthorizationEndpointURI();
        if (endpoint == null) throw AdminException.refused("Keycloak at " + issuer + " offers no device sign-in.");
        try {
            DeviceAuthorizationResponse response = DeviceAuthorizationResponse.parse(
                    send(new DeviceAuthorizationRequest.Builder(new ClientID(clientId))
                            .endpointURI(endpoint)
                            .build()));
            if (response instanceof DeviceAuthorizationSuccessResponse begun) return begun;
            ErrorObject error = response.toErrorResponse().getErrorObject();
            throw AdminException.refused("Keycloak refuses: " + text(error.getCode()) + ": "
                    + text(error.getDescription()) + ". Is there a client " + clientId + " with the device grant?");
        } catch (ParseException e) {
            throw notUnderstood();
        }
    }

    /** Gives a refresh token back, and the session with it (RFC 7009). */
    void revoke(String clientId, String refreshToken) {
        HTTPResponse response = send(new TokenRevocationRequest(
                metadata().getRevocationEndpointURI(), new ClientID(clientId), new RefreshToken(refreshToken)));
        if (!response.indicatesSuccess())
            throw AdminException.refused("Keycloak did not end the session (" + response.getStatusCode() + ").");
    }

    private AuthorizationServerMetadata metadata() {
        AuthorizationServerMetadata known = metadata;
        if (known == null) metadata = known = discover();
        return known;
    }

    /** OpenID Connect Discovery 1.0 section 4: what calls itself by another name is not to be trusted with secrets. */
    private AuthorizationServerMetadata discover() {
        HTTPResponse response =
                send(new HTTPRequest(HTTPRequest.Method.GET, URI.create(issuer + "/.well-known/openid-configuration")));
        if (!response.indicatesSuccess()) {
            throw AdminException.refused("There is no realm at " + issuer + ": it answers " + response.getStatusCode()
                    + ". An issuer is such as https://id.example.com/realms/spark.");
        }
        try {
            AuthorizationServerMetadata found = AuthorizationServerMetadata.parse(response.getBody());
            if (!found.getIssuer().getValue().equals(issuer.toString())) {
                throw AdminException.refused("The realm at " + issuer + " calls itself " + found.getIssuer()
                        + ": use that address as --issuer.");
            }
            return found;
        } catch (ParseException e) {
            throw notUnderstood();
        }
    }

    private HTTPResponse send(Request request) {
        return send(request.toHTTPRequest());
    }

    private HTTPResponse send(HTTPRequest request) {
        try {
            return request.send(http);
        } catch (IOException e) {
            throw AdminException.unreachable(Part.ISSUER.title() + " at " + issuer + " cannot be reached.");
        }
    }

    private AdminException notUnderstood() {
        return AdminException.refused("What answers at " + issuer + " is no OpenID provider.");
    }

    private static String text(@Nullable String maybe) {
        return maybe == null ? "" : maybe;
    }
}
