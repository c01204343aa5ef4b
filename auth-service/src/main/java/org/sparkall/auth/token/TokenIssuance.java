package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.client.ClientAuthenticator;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.protocol.FormRequest;
import org.sparkall.auth.protocol.ProtocolAnswers;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.problem.EarlyAnswers;

/** Answers token requests: finds the client and its key, and has the grant type's handler do the rest. */
@ApplicationScoped
public class TokenIssuance {

    private final ClientAuthenticator clients;
    private final DpopProofs proofs;
    private final Map<GrantType, GrantTypeHandler> handlers;
    private final MeterRegistry metrics;

    TokenIssuance(
            ClientAuthenticator clients,
            DpopProofs proofs,
            @All List<GrantTypeHandler> handlers,
            MeterRegistry metrics) {
        this.clients = clients;
        this.proofs = proofs;
        this.handlers = handlers.stream().collect(Collectors.toMap(GrantTypeHandler::type, Function.identity()));
        this.metrics = metrics;
    }

    /**
     * Answers.
     *
     * @param body the form as it came; null when there was none
     * @throws ProtocolException with an error of RFC 6749 section 5.2 or RFC 9449 section 5
     */
    public AccessTokenResponse answer(UriInfo uri, HttpHeaders headers, @Nullable String body) {
        TokenRequest request = FormRequest.parse(uri, headers, body, TokenRequest::parse);
        GrantType type = request.getAuthorizationGrant().getType();
        GrantTypeHandler handler = handlers.get(type);
        if (handler == null) throw new ProtocolException(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        Integration client = clients.require(request.getClientAuthentication(), request.getClientID());
        return answer(request, handler, client, it -> proofs.verify(headers, uri, it.clientId()));
    }

    /**
     * Reads a request without a DPoP proof, without waiting for anything.
     *
     * @return empty when its client is not known without looking further; nothing was done then
     */
    Optional<EarlyAnswers.Ready> ready(TokenRequest request) {
        GrantTypeHandler handler = handlers.get(request.getAuthorizationGrant().getType());
        if (handler == null) return Optional.empty();
        return clients.inMemory(request.getClientAuthentication())
                .map(client -> new EarlyAnswers.Ready(!handler.isImmediate(), () -> {
                    clients.admit(client);
                    return ProtocolAnswers.sending(
                            answer(request, handler, client, it -> null).toJSONObject());
                }));
    }

    private AccessTokenResponse answer(
            TokenRequest request,
            GrantTypeHandler handler,
            Integration client,
            Function<Integration, @Nullable String> dpopKey) {
        GrantType type = handler.type();
        if (!client.settings().mayUse(type)) {
            throw TokenErrors.unauthorizedClient("The client is not registered for this grant type.");
        }
        String key = dpopKey.apply(client);
        if (key == null && client.settings().bindsAccessTokens()) {
            throw new ProtocolException(
                    OAuth2Error.INVALID_DPOP_PROOF.setDescription("This client must send a DPoP proof."));
        }
        AccessTokenResponse response = handler.answer(new TokenCall(
                client,
                request.getAuthorizationGrant(),
                key,
                request.getScope(),
                request.getResources() == null ? List.of() : request.getResources()));
        metrics.counter("sparkall.tokens.issued", "grant_type", type.getValue()).increment();
        return response;
    }
}
