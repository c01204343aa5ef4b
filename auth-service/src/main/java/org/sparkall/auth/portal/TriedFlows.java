package org.sparkall.auth.portal;

import com.nimbusds.oauth2.sdk.GrantType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.portal.TriedPage.Parameter;

/** What the pages of a tried flow show. */
@ApplicationScoped
class TriedFlows {

    private final OwnIntegrations own;
    private final TryRequests requests;
    private final TokenSettings tokens;

    TriedFlows(OwnIntegrations own, TryRequests requests, TokenSettings tokens) {
        this.own = own;
        this.requests = requests;
        this.tokens = tokens;
    }

    TryPage offer(Integration it) {
        String redirectUri = requests.redirectUri().toString();
        return new TryPage(
                IntegrationCard.of(it),
                redirectUri,
                it.redirectsTo(redirectUri),
                String.join(" ", it.profile().scopes()),
                obstacle(it),
                Snippet.ofAssertion(it, tokens));
    }

    private static String obstacle(Integration it) {
        if (!it.isEnabled()) return "The integration is paused. Edit it to switch it on again.";
        if (!it.settings().grantTypes().contains(GrantType.AUTHORIZATION_CODE))
            return "The integration does not use the authorization code, which is the flow that a browser runs.";
        if (it.settings().requiresPushedRequests())
            return "The integration pushes its requests (RFC 9126), with a credential that only it has: use its own code.";
        if (it.settings().bindsAccessTokens())
            return "The integration's tokens are bound to its key (RFC 9449), which only it has: use its own code.";
        return "";
    }

    /** How a flow ended; empty when what came back does not belong to it. */
    Optional<TriedPage> tried(TrySession flow, MultivaluedMap<String, String> response) {
        if (!isSame(flow.state(), response.getFirst("state"))) return Optional.empty();
        return own.find(flow.integration().toString()).map(it -> tried(it, flow, response));
    }

    private TriedPage tried(Integration it, TrySession flow, MultivaluedMap<String, String> response) {
        // The answer must name its issuer, or it may be another server's (RFC 9207).
        boolean isOurs = isSame(tokens.issuer().toString(), response.getFirst("iss"));
        @Nullable String code = isOurs ? response.getFirst("code") : null;
        List<Parameter> members = response.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new Parameter(entry.getKey(), value)))
                .toList();
        return new TriedPage(
                IntegrationCard.of(it),
                tokens.issuer().toString(),
                requests.parameters(it, flow),
                members,
                code == null ? "" : code,
                flow.verifier(),
                requests.redirectUri().toString(),
                code == null ? explanation(isOurs) : "",
                Snippet.ofAssertion(it, tokens));
    }

    private static String explanation(boolean isOurs) {
        return isOurs
                ? "The answer is an error: there is no code to redeem. Its description says why."
                : "The answer does not name this issuer, so its code must not be used (RFC 9207).";
    }

    private static boolean isSame(String expected, @Nullable String actual) {
        return actual != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }
}
