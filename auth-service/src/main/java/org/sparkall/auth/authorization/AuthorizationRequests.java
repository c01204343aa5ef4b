package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.protocol.ProtocolException;

/** Takes authorization requests in, before anybody is asked to sign in. */
@ApplicationScoped
class AuthorizationRequests {

    private static final String REQUEST_URI = "request_uri";

    private final IntegrationRegistry registry;
    private final PushedRequests pushed;
    private final RequestRules rules;
    private final FlowAddresses addresses;
    private final IntegrationRedirects redirects;

    AuthorizationRequests(
            IntegrationRegistry registry,
            PushedRequests pushed,
            RequestRules rules,
            FlowAddresses addresses,
            IntegrationRedirects redirects) {
        this.registry = registry;
        this.pushed = pushed;
        this.rules = rules;
        this.addresses = addresses;
        this.redirects = redirects;
    }

    /** Sends the browser on to sign in, back to the integration with an error, or nowhere. */
    AuthorizationAnswer judge(Map<String, List<String>> query) {
        Optional<String> beyond = RequestBounds.refusal(query);
        if (beyond.isPresent()) return new AuthorizationAnswer.Page(400, "Bad request", beyond.get());
        Optional<Integration> integration = single(query, "client_id").flatMap(registry::byClientId);
        if (integration.isEmpty()) {
            return new AuthorizationAnswer.Page(
                    400, "Unknown integration", "The request names no integration that is registered here.");
        }
        if (!query.containsKey(REQUEST_URI)) return judge(query, integration.get(), false);
        // Nothing beside the address counts: the request is the one that was pushed (RFC 9126 section 4).
        return single(query, REQUEST_URI)
                .flatMap(uri -> pushed.take(uri, integration.get().clientId()))
                .map(parameters -> judge(parameters, integration.get(), true))
                .orElse(new AuthorizationAnswer.Page(
                        400,
                        "This request has expired",
                        "Go back to the integration and start again: its request is unknown, used or too old."));
    }

    private AuthorizationAnswer judge(
            Map<String, List<String>> parameters, Integration integration, boolean wasPushed) {
        Optional<String> redirectUri = single(parameters, "redirect_uri").filter(integration::redirectsTo);
        if (redirectUri.isEmpty()) {
            return new AuthorizationAnswer.Page(
                    400,
                    "Unknown address",
                    "The request would send you to an address that the integration has not registered.");
        }
        String state = single(parameters, "state").orElse(null);
        if (integration.settings().requiresPushedRequests() && !wasPushed) {
            return refuse(
                    redirectUri.get(),
                    state,
                    new ProtocolException(OAuth2Error.INVALID_REQUEST.setDescription(
                            "This integration must push its authorization requests.")));
        }
        try {
            return new AuthorizationAnswer.Redirect(
                    addresses.resume(rules.judge(parameters, integration, redirectUri.get())));
        } catch (ProtocolException refusal) {
            return refuse(redirectUri.get(), state, refusal);
        }
    }

    private AuthorizationAnswer refuse(String redirectUri, @Nullable String state, ProtocolException refusal) {
        return redirects.error(redirectUri, state, refusal.error());
    }

    /** The parameter's value when it was sent exactly once, as RFC 6749 section 3.1 demands. */
    private static Optional<String> single(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null || values.size() != 1 ? Optional.empty() : Optional.of(values.getFirst());
    }
}
