package org.sparkall.auth.logout;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.pages.FormTargets;
import org.sparkall.pages.PageAnswers;

/** The pages and redirects of a logout. */
@ApplicationScoped
class LogoutPages {

    /** The session cookies of this service's own, which Quarkus names after its tenants. */
    private static final String SESSION_COOKIES = "q_session_sign-";

    private final LogoutSeal seal;
    private final IntegrationRegistry registry;
    private final TokenSettings settings;
    private final OidcConfigurationMetadata keycloak;

    LogoutPages(
            LogoutSeal seal, IntegrationRegistry registry, TokenSettings settings, OidcConfigurationMetadata keycloak) {
        this.seal = seal;
        this.registry = registry;
        this.settings = settings;
        this.keycloak = keycloak;
    }

    @CheckedTemplate(basePath = "LogoutPages")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance ask(String integration, String logout, String token);
    }

    /** Finds out first who is signed in, if anybody is. */
    Response toLeave(LogoutFlow flow) {
        return redirect(at("/v1/logout/leave")
                        .queryParam("logout", seal.seal(flow))
                        .build())
                .build();
    }

    /** Asks the person. */
    Response ask(LogoutFlow flow, String token) {
        String integration = Optional.ofNullable(flow.clientId())
                .flatMap(registry::byClientId)
                .map(it -> it.profile().name())
                .orElse("");
        URI endSession = URI.create(keycloak.getEndSessionUri());
        FormTargets targets = flow.returnTo() == null
                ? FormTargets.selfAnd(endSession)
                : FormTargets.selfAnd(endSession, URI.create(flow.returnTo()));
        return PageAnswers.withForm(
                200, Templates.ask(integration, seal.seal(flow), token).render(), targets);
    }

    /** Ends the session at Keycloak, which knows it by its own ID token and tells all services of it. */
    Response toKeycloak(LogoutFlow flow, SignedInSession session) {
        return redirect(UriBuilder.fromUri(keycloak.getEndSessionUri())
                        .queryParam("id_token_hint", session.idToken())
                        .queryParam(
                                "post_logout_redirect_uri",
                                at("/v1/logout/left").build().toString())
                        .queryParam("state", seal.seal(flow))
                        .build())
                .build();
    }

    /** Back to the integration, without cookies of the session that is over. */
    Response done(LogoutFlow flow, HttpHeaders headers) {
        Response.ResponseBuilder answer = flow.returnTo() == null
                ? Response.fromResponse(PageAnswers.message(200, "You are signed out", "You can close this page."))
                : redirect(returnAddress(flow.returnTo(), flow));
        headers.getCookies().keySet().stream()
                .filter(it -> it.startsWith(SESSION_COOKIES))
                .map(it -> new NewCookie.Builder(it)
                        .path("/")
                        .maxAge(0)
                        .httpOnly(true)
                        .build())
                .forEach(answer::cookie);
        return answer.build();
    }

    private static URI returnAddress(String returnTo, LogoutFlow flow) {
        UriBuilder address = UriBuilder.fromUri(URI.create(returnTo));
        if (flow.state() != null) address.queryParam("state", "{state}");
        return flow.state() == null ? address.build() : address.build(flow.state());
    }

    static Response expired() {
        return PageAnswers.message(
                400, "This request to sign out has expired", "Go back to the application and try again.");
    }

    private UriBuilder at(String path) {
        return UriBuilder.fromUri(settings.issuer()).path(path);
    }

    private static Response.ResponseBuilder redirect(URI target) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, target.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer");
    }
}
