package org.sparkall.consent.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sparkall.consent.request.Challenge;

/** What a browser may do with a page: show it, and send its one form. */
@ApplicationScoped
class PageHeaders {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action ";

    private final URI keycloak;

    PageHeaders(@ConfigProperty(name = "quarkus.oidc.auth-server-url") URI keycloak) {
        this.keycloak = keycloak;
    }

    /** For a page with a form. A browser checks every redirect that follows a form: all stops on the way back are named. */
    ResponseBuilder withForm(ResponseBuilder answer, Challenge challenge) {
        String targets = Stream.of(challenge.returnUri(), keycloak.toString(), challenge.redirectUri())
                .flatMap(Stream::ofNullable)
                .map(it -> source(URI.create(it)))
                .distinct()
                .collect(Collectors.joining(" "));
        return headers(answer, "'self' " + targets);
    }

    ResponseBuilder withoutForm(ResponseBuilder answer) {
        return headers(answer, "'none'");
    }

    private static ResponseBuilder headers(ResponseBuilder answer, String formAction) {
        return answer.type("text/html; charset=UTF-8")
                .header("Content-Security-Policy", POLICY + formAction)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY");
    }

    private static String source(URI uri) {
        return uri.getHost() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
