package org.sparkall.auth.portal;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.page.FormTokens;

/** The developer in front of the portal, who signed in at Keycloak. */
@RequestScoped
class Developer {

    private final SecurityIdentity identity;
    private final FormTokens tokens;

    Developer(SecurityIdentity identity, FormTokens tokens) {
        this.identity = identity;
        this.tokens = tokens;
    }

    /** Their subject at Keycloak: the owner of what they register. */
    String id() {
        return token().getSubject();
    }

    /** What a form of theirs must carry. */
    String formToken() {
        return tokens.of(id(), token().getClaim("sid"));
    }

    /** Whether a form comes from a page that was made for them. */
    boolean sent(@Nullable String formToken) {
        return tokens.matches(formToken, id(), token().getClaim("sid"));
    }

    private JsonWebToken token() {
        return (JsonWebToken) identity.getPrincipal();
    }
}
