package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.auth.protocol.ProtocolException;

/** Pushed authorization requests (RFC 9126): judged in full before the browser is sent anywhere. */
@Path("/v1/par")
@RunOnVirtualThread
public class PushedAuthorizationResource {

    private static final String DPOP_KEY = "dpop_jkt";

    private final ClientAuthenticator clients;
    private final DpopProofs proofs;
    private final RequestRules rules;
    private final PushedRequests requests;

    PushedAuthorizationResource(
            ClientAuthenticator clients, DpopProofs proofs, RequestRules rules, PushedRequests requests) {
        this.clients = clients;
        this.proofs = proofs;
        this.rules = rules;
        this.requests = requests;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response push(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable String body) {
        PushedAuthorizationRequest pushed = FormRequest.parse(uri, headers, body, PushedAuthorizationRequest::parse);
        AuthorizationRequest request = pushed.getAuthorizationRequest();
        Integration client = clients.require(pushed.getClientAuthentication(), request.getClientID());
        // A client pushes its own requests only.
        if (!client.clientId().equals(request.getClientID().getValue())) throw ClientAuthenticator.failed();
        String redirectUri = request.getRedirectionURI() == null
                ? ""
                : request.getRedirectionURI().toString();
        if (!client.redirectsTo(redirectUri)) {
            throw new ProtocolException(
                    OAuth2Error.INVALID_REQUEST.setDescription("The redirect_uri is missing or not registered."));
        }
        Map<String, List<String>> parameters = bound(request, proofs.verify(headers, uri, client.clientId()));
        RequestBounds.refusal(parameters).ifPresent(it -> {
            throw new ProtocolException(OAuth2Error.INVALID_REQUEST.setDescription(it));
        });
        rules.judge(parameters, client, redirectUri);
        return ProtocolAnswers.of(new PushedAuthorizationSuccessResponse(
                requests.push(client.clientId(), parameters), PushedRequests.LIFETIME.toSeconds()));
    }

    /** The request, bound to the key that its sender proved to hold (RFC 9449 section 10.1). */
    private static Map<String, List<String>> bound(AuthorizationRequest request, @Nullable String dpopKey) {
        Map<String, List<String>> parameters = new HashMap<>(request.toParameters());
        if (dpopKey == null) return parameters;
        List<String> named = parameters.put(DPOP_KEY, List.of(dpopKey));
        if (named != null && !named.equals(List.of(dpopKey))) {
            throw new ProtocolException(
                    OAuth2Error.INVALID_DPOP_PROOF.setDescription("The proof's key is not the one of dpop_jkt."));
        }
        return parameters;
    }
}
