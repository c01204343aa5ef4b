package org.sparkall.consent.viewer;

import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sparkall.consent.request.ConsentSettings;

/** Signs whoever is signed in out, here and at Keycloak (OpenID Connect RP-Initiated Logout). */
@RequestScoped
public class SignOut {

    private final ConsentSettings settings;
    private final OidcConfigurationMetadata keycloak;
    private final OidcSession session;
    private final SecurityIdentity identity;

    SignOut(
            ConsentSettings settings,
            OidcConfigurationMetadata keycloak,
            OidcSession session,
            SecurityIdentity identity) {
        this.settings = settings;
        this.keycloak = keycloak;
        this.session = session;
        this.identity = identity;
    }

    /** @param path where the browser comes back to, signed out */
    public Response to(String path) {
        String hint = identity.getPrincipal() instanceof JsonWebToken token ? token.getRawToken() : "";
        session.logout().await().indefinitely();
        URI end = UriBuilder.fromUri(keycloak.getEndSessionUri())
                .queryParam("id_token_hint", hint)
                .queryParam(
                        "post_logout_redirect_uri",
                        UriBuilder.fromUri(settings.publicUrl()).path(path).build())
                .build();
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", end.toString())
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
