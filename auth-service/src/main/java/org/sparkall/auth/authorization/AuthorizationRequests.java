package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.SelectionRules;
import org.sparkall.scope.SelectionVerdict;

/** Judges authorization requests, before anybody is asked to sign in (RFC 6749 section 4.1.1, RFC 7636, RFC 9700 section 2.1). */
@ApplicationScoped
class AuthorizationRequests {

    private final IntegrationRegistry registry;
    private final CurrentCatalog catalog;
    private final FlowSeal seal;
    private final IntegrationRedirects redirects;
    private final AuthorizationSettings settings;
    private final TokenSettings tokens;
    private final Clock clock = Clock.systemUTC();

    AuthorizationRequests(
            IntegrationRegistry registry,
            CurrentCatalog catalog,
            FlowSeal seal,
            IntegrationRedirects redirects,
            AuthorizationSettings settings,
            TokenSettings tokens) {
        this.registry = registry;
        this.catalog = catalog;
        this.seal = seal;
        this.redirects = redirects;
        this.settings = settings;
        this.tokens = tokens;
    }

    /** Sends the browser on to sign in, back to the integration with an error, or nowhere. */
    AuthorizationAnswer judge(MultivaluedMap<String, String> parameters) {
        Optional<Integration> integration = single(parameters, "client_id").flatMap(registry::byClientId);
        if (integration.isEmpty()) {
            return new AuthorizationAnswer.Page(
                    400, "Unknown integration", "The request names no integration that is registered here.");
        }
        Optional<String> redirectUri = single(parameters, "redirect_uri").filter(integration.get()::redirectsTo);
        if (redirectUri.isEmpty()) {
            return new AuthorizationAnswer.Page(
                    400,
                    "Unknown address",
                    "The request would send you to an address that the integration has not registered.");
        }
        String state = single(parameters, "state").orElse(null);
        return judge(parameters, integration.get(), redirectUri.get(), state);
    }

    private AuthorizationAnswer judge(
            MultivaluedMap<String, String> parameters,
            Integration integration,
            String redirectUri,
            @Nullable String state) {
        try {
            AuthorizationRequest request = AuthorizationRequest.parse(parameters);
            Optional<ErrorObject> error = protocolError(integration, request);
            if (error.isPresent()) return redirects.error(redirectUri, state, error.get());
            ScopeCatalog rules = catalog.get();
            SelectionVerdict verdict = new SelectionRules(rules)
                    .judgeRequest(rules.knownTexts(integration.profile().scopes()), scopes(request));
            return switch (verdict) {
                case SelectionVerdict.Rejected it -> redirects.error(redirectUri, state, invalidScope(it));
                case SelectionVerdict.Accepted it ->
                    signIn(
                            request,
                            integration,
                            redirectUri,
                            state,
                            it.normalized().wireNames());
            };
        } catch (ParseException e) {
            return redirects.error(
                    redirectUri, state, e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject());
        } catch (IllegalArgumentException e) {
            // Some of the SDK's value types refuse what they are made of without saying so in their parsers.
            return redirects.error(
                    redirectUri, state, OAuth2Error.INVALID_REQUEST.setDescription("A parameter is malformed."));
        }
    }

    private static Optional<ErrorObject> protocolError(Integration integration, AuthorizationRequest request) {
        if (!integration.isEnabled()) {
            return Optional.of(OAuth2Error.UNAUTHORIZED_CLIENT.setDescription("The integration is disabled."));
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
        if (request.getPrompt() != null && request.getPrompt().contains(Prompt.Type.NONE)) {
            return Optional.of(OIDCError.LOGIN_REQUIRED);
        }
        return Optional.empty();
    }

    private static List<String> scopes(AuthorizationRequest request) {
        return request.getScope() == null ? List.of() : request.getScope().toStringList();
    }

    private static ErrorObject invalidScope(SelectionVerdict.Rejected verdict) {
        return OAuth2Error.INVALID_SCOPE.setDescription(verdict.violations().stream()
                .map(it -> it.scopes().isEmpty() ? it.message() : String.join(" ", it.scopes()) + ": " + it.message())
                .map(ErrorObject::removeIllegalChars)
                .collect(Collectors.joining(" ")));
    }

    private AuthorizationAnswer signIn(
            AuthorizationRequest request,
            Integration integration,
            String redirectUri,
            @Nullable String state,
            List<String> scopes) {
        Requested flow = new Requested(
                UUID.randomUUID().toString(),
                integration.clientId(),
                redirectUri,
                state,
                request.getCodeChallenge().getValue(),
                scopes,
                clock.instant().plus(settings.flowLifetime()));
        return new AuthorizationAnswer.Redirect(resumeAt(flow));
    }

    /** Where the browser goes on with a flow. */
    URI resumeAt(Requested flow) {
        return UriBuilder.fromUri(tokens.issuer())
                .path("/v1/authorize/continue")
                .queryParam("flow", seal.seal(flow))
                .build();
    }

    /** The parameter's value when it was sent exactly once, as RFC 6749 section 3.1 demands. */
    private static Optional<String> single(MultivaluedMap<String, String> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null || values.size() != 1 ? Optional.empty() : Optional.of(values.getFirst());
    }
}
