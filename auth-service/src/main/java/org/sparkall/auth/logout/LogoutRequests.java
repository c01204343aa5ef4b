package org.sparkall.auth.logout;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;

/** Judges logout requests of integrations (OpenID Connect RP-Initiated Logout sections 2 and 3). */
@ApplicationScoped
class LogoutRequests {

    private static final int LONGEST_STATE = 512;

    private final IdTokenHints hints;
    private final IntegrationRegistry registry;
    private final LogoutSettings settings;
    private final Clock clock = Clock.systemUTC();

    LogoutRequests(IdTokenHints hints, IntegrationRegistry registry, LogoutSettings settings) {
        this.hints = hints;
        this.registry = registry;
        this.settings = settings;
    }

    /** What came of a request. */
    sealed interface Judged {

        /** It is in order. */
        record Accepted(LogoutFlow flow) implements Judged {}

        /** It is not, and nobody is sent anywhere. */
        record Refused(String explanation) implements Judged {}
    }

    Judged judge(Map<String, List<String>> parameters) {
        if (parameters.values().stream().anyMatch(values -> values.size() > 1)) return malformed();
        try {
            return judge(LogoutRequest.parse(parameters));
        } catch (ParseException | IllegalArgumentException e) {
            return malformed();
        }
    }

    private static Judged malformed() {
        return new Judged.Refused("The application's request to sign you out is malformed.");
    }

    private Judged judge(LogoutRequest request) {
        // A hint that does not verify counts as none: the person is asked, and no address is taken on its word.
        Optional<IdTokenHints.Hint> hint =
                Optional.ofNullable(request.getIDTokenHint()).flatMap(hints::verify);
        String named =
                request.getClientID() == null ? null : request.getClientID().getValue();
        if (named != null && hint.filter(it -> !it.clientId().equals(named)).isPresent()) {
            return new Judged.Refused("The application's request to sign you out is for another application.");
        }
        String clientId = hint.map(IdTokenHints.Hint::clientId).orElse(named);
        Optional<Integration> client = Optional.ofNullable(clientId).flatMap(registry::byClientId);
        if (clientId != null && client.isEmpty()) return new Judged.Refused("The application is not registered here.");
        String state = request.getState() == null ? null : request.getState().getValue();
        if (state != null && state.length() > LONGEST_STATE) return malformed();
        URI returnTo = request.getPostLogoutRedirectionURI();
        if (returnTo != null && !mayReturn(client, returnTo)) {
            return new Judged.Refused("The application asks to send you to an address that it has not registered.");
        }
        return new Judged.Accepted(flow(clientId, returnTo, state, hint));
    }

    private LogoutFlow flow(
            @Nullable String clientId,
            @Nullable URI returnTo,
            @Nullable String state,
            Optional<IdTokenHints.Hint> hint) {
        return new LogoutFlow(
                clientId,
                returnTo == null ? null : returnTo.toString(),
                state,
                hint.map(IdTokenHints.Hint::person).orElse(null),
                hint.map(IdTokenHints.Hint::sessionId).orElse(null),
                clock.instant().plus(settings.flowLifetime()));
    }

    /** Character by character (section 3); for nobody in particular there is nowhere to return to. */
    private static boolean mayReturn(Optional<Integration> client, URI returnTo) {
        return client.stream()
                .flatMap(it -> it.settings().postLogoutRedirectUris().stream())
                .anyMatch(it -> it.toString().equals(returnTo.toString()));
    }
}
