package org.sparkall.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.Grants;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.secret.Secret;

/**
 * Token revocation (RFC 7009). Giving back any token of a grant ends the grant: its other tokens are worthless too. The answer is 200 for
 * every token, known or not, so that nobody learns from it.
 */
@Path("/v1/revoke")
@RunOnVirtualThread
public class RevocationResource {

    private final ClientAuthenticator clients;
    private final AccessTokenVerifier verifier;
    private final Grants grants;
    private final RevokedAccessTokens revoked;

    RevocationResource(
            ClientAuthenticator clients, AccessTokenVerifier verifier, Grants grants, RevokedAccessTokens revoked) {
        this.clients = clients;
        this.verifier = verifier;
        this.grants = grants;
        this.revoked = revoked;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response revoke(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        TokenRevocationRequest request = FormRequest.parse(uri, headers, body, TokenRevocationRequest::parse);
        Integration client = clients.authenticate(request.getClientAuthentication(), request.getClientID())
                .orElseThrow(() -> new ProtocolException(OAuth2Error.INVALID_CLIENT));
        String token = request.getToken().getValue();
        verifier.verify(token)
                .ifPresentOrElse(claims -> accessToken(client, claims), () -> refreshToken(client, token));
        return Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private void accessToken(Integration client, JWTClaimsSet claims) {
        if (!client.clientId().equals(claims.getClaim(AccessTokens.CLIENT_ID))) return;
        Optional.ofNullable(claims.getClaim(AccessTokens.GRANT_ID))
                .ifPresentOrElse(
                        grantId -> grants.revoke(UUID.fromString(grantId.toString())),
                        () -> revoked.add(
                                claims.getJWTID(), claims.getExpirationTime().toInstant()));
    }

    private void refreshToken(Integration client, String token) {
        grants.ofRefreshToken(new Secret(token))
                .filter(grant -> grant.clientId().equals(client.clientId()))
                .map(Grant::id)
                .ifPresent(grants::revoke);
    }
}
