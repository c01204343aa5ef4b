package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.ScopeJudge;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.token.Audiences;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.telemetry.TraceParent;

/**
 * Judges what an authorization request asks for (RFC 6749 section 4.1.1, RFC 7636, RFC 8707, RFC 9700 section 2.1). The same rules hold for
 * a request that the browser brings and for one that is pushed (RFC 9126 section 2.1).
 */
@ApplicationScoped
class RequestRules {

    private static final int LONGEST_NONCE = 512;
    /** It comes back with the answer, in an address that carries the answer, too. */
    private static final int LONGEST_STATE = 2048;

    private final ScopeJudge scopes;
    private final GrantActions actions;
    private final CurrentCatalog catalog;
    private final Audiences audiences;
    private final AuthorizationSettings settings;
    private final Clock clock = Clock.systemUTC();

    RequestRules(
            ScopeJudge scopes,
            GrantActions actions,
            CurrentCatalog catalog,
            Audiences audiences,
            AuthorizationSettings settings) {
        this.scopes = scopes;
        this.actions = actions;
        this.catalog = catalog;
        this.audiences = audiences;
        this.settings = settings;
    }

    /**
     * The flow that a request begins.
     *
     * @param redirectUri the request's, found among the integration's
     * @throws ProtocolException with an error of RFC 6749 section 4.1.2.1 or RFC 8707 section 2
     */
    Requested judge(Map<String, List<String>> parameters, Integration integration, String redirectUri) {
        try {
            AuthorizationRequest request = AuthorizationRequest.parse(parameters);
            protocolError(integration, request).ifPresent(error -> {
                throw new ProtocolException(error);
            });
            GrantAction action = actions.of(parameters, integration.clientId());
            List<String> asked = scopes.judge(integration, request.getScope());
            Instant now = clock.instant();
            return new Requested(
                    UUID.randomUUID().toString(),
                    integration.clientId(),
                    destination(request, redirectUri),
                    action.scopes(catalog.get(), asked, integration.profile().scopes()),
                    action.resources(
                            audiences.ofRequest(request.getResources() == null ? List.of() : request.getResources())),
                    action.includeGranted(),
                    action.grantId(),
                    SignInDemand.of(request, now),
                    null,
                    TraceParent.current().orElse(null),
                    now.plus(settings.flowLifetime()));
        } catch (ParseException e) {
            throw new ProtocolException(e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject());
        } catch (IllegalArgumentException e) {
            // Some of the SDK's value types refuse what they are made of without saying so in their parsers.
            throw new ProtocolException(OAuth2Error.INVALID_REQUEST.setDescription("A parameter is malformed."));
        }
    }

    private static Optional<ErrorObject> protocolError(Integration integration, AuthorizationRequest request) {
        if (!integration.isEnabled()) {
            return Optional.of(OAuth2Error.UNAUTHORIZED_CLIENT.setDescription("The integration is disabled."));
        }
        if (!integration.settings().mayUse(GrantType.AUTHORIZATION_CODE)) {
            return Optional.of(OAuth2Error.UNAUTHORIZED_CLIENT.setDescription(
                    "The integration is not registered for the authorization code grant."));
        }
        if (!ResponseType.CODE.equals(request.getResponseType())) {
            return Optional.of(
                    OAuth2Error.UNSUPPORTED_RESPONSE_TYPE.setDescription("Only response_type=code is supported."));
        }
        if (request.specifiesRequestObject()) {
            return Optional.of(OAuth2Error.REQUEST_NOT_SUPPORTED);
        }
        if (request.getResponseMode() != null && !ResponseMode.QUERY.equals(request.getResponseMode())) {
            return Optional.of(OAuth2Error.INVALID_REQUEST.setDescription("Only response_mode=query is supported."));
        }
        if (request.getCodeChallenge() == null || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
            return Optional.of(OAuth2Error.INVALID_REQUEST.setDescription(
                    "PKCE is required: send code_challenge with code_challenge_method=S256."));
        }
        return Optional.empty();
    }

    private static Destination destination(AuthorizationRequest request, String redirectUri) {
        String nonce = custom(request, "nonce");
        if (nonce != null && nonce.length() > LONGEST_NONCE) throw new IllegalArgumentException("nonce");
        String state = request.getState() == null ? null : request.getState().getValue();
        if (state != null && state.length() > LONGEST_STATE) throw new IllegalArgumentException("state");
        return new Destination.Redirect(
                redirectUri,
                state,
                request.getCodeChallenge().getValue(),
                request.getDPoPJWKThumbprintConfirmation() == null
                        ? null
                        : request.getDPoPJWKThumbprintConfirmation().getValue().toString(),
                nonce);
    }

    private static @Nullable String custom(AuthorizationRequest request, String name) {
        return MultivaluedMapUtils.getFirstValue(request.getCustomParameters(), name);
    }
}
