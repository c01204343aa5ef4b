package org.sparkall.identity;

import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The claim {@code organization} of Keycloak's tokens: a list of aliases, or an object by alias. */
public final class OrganizationClaim {

    private OrganizationClaim() {}

    /** The alias of the person's organisation, the first by name when they have several; empty when they have none. */
    public static Optional<String> alias(JsonWebToken token) {
        Object claim = token.getClaim("organization");
        return switch (claim) {
            case Map<?, ?> byAlias ->
                byAlias.keySet().stream().map(String::valueOf).sorted().findFirst();
            case Collection<?> aliases ->
                aliases.stream().map(OrganizationClaim::text).sorted().findFirst();
            case null, default -> Optional.empty();
        };
    }

    private static String text(Object alias) {
        return alias instanceof JsonString json ? json.getString() : String.valueOf(alias);
    }
}
