package org.sparkall.auth.authorization;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who signed in at Keycloak, and the scopes they hold there (rule R7). */
@RequestScoped
class SignedInPerson {

    private final SecurityIdentity identity;

    SignedInPerson(SecurityIdentity identity) {
        this.identity = identity;
    }

    private JsonWebToken idToken() {
        return (JsonWebToken) identity.getPrincipal();
    }

    String subject() {
        return idToken().getSubject();
    }

    /** The realm roles that came back; scopes are roles of the same name. */
    Set<String> roles() {
        return identity.getRoles();
    }

    /** The alias of their organisation, when they have one; Keycloak's claim is a list or an object by alias. */
    Optional<String> organization() {
        Object claim = idToken().getClaim("organization");
        return switch (claim) {
            case Map<?, ?> byAlias ->
                byAlias.keySet().stream().map(String::valueOf).sorted().findFirst();
            case Collection<?> aliases ->
                aliases.stream().map(SignedInPerson::text).sorted().findFirst();
            case null, default -> Optional.empty();
        };
    }

    private static String text(Object alias) {
        return alias instanceof JsonString json ? json.getString() : String.valueOf(alias);
    }
}
