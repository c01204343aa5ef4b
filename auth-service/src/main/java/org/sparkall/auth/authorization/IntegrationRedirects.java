package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.secret.Secret;

/** Sends the browser back to the integration, always with its state and with our issuer (RFC 6749 section 4.1.2, RFC 9207). */
@ApplicationScoped
class IntegrationRedirects {

    private final Issuer issuer;

    IntegrationRedirects(TokenSettings settings) {
        this.issuer = new Issuer(settings.issuer());
    }

    AuthorizationAnswer error(String redirectUri, @Nullable String state, ErrorObject error) {
        return new AuthorizationAnswer.Redirect(
                new AuthorizationErrorResponse(URI.create(redirectUri), error, state(state), issuer, ResponseMode.QUERY)
                        .toURI());
    }

    AuthorizationAnswer success(URI redirectUri, @Nullable String state, Secret code) {
        return new AuthorizationAnswer.Redirect(new AuthorizationSuccessResponse(
                        redirectUri,
                        new AuthorizationCode(code.value()),
                        null,
                        state(state),
                        issuer,
                        ResponseMode.QUERY)
                .toURI());
    }

    private static @Nullable State state(@Nullable String state) {
        return state == null || state.isBlank() ? null : new State(state);
    }
}
