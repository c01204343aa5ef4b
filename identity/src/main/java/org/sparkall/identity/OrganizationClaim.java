package org.sparkall.identity;

import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The claim {@value #NAME} of Keycloak's tokens: the aliases of all organisations of the person. Keycloak's own claim {@code organization}
 * depends on what the request asked for, which passes through the browser of a person who may want another organisation's rules than theirs.
 */
public final class OrganizationClaim {

    static final String NAME = "spark_organizations";

    private OrganizationClaim() {}

    /**
     * The aliases in their order; empty for a person without an organisation.
     *
     * @throws OrganizationsUnknownException the token does not say
     */
    public static List<String> aliases(JsonWebToken token) {
        if (!(token.getClaim(NAME) instanceof Collection<?> aliases)) throw new OrganizationsUnknownException();
        return aliases.stream().map(OrganizationClaim::text).sorted().toList();
    }

    private static String text(Object alias) {
        return alias instanceof JsonString json ? json.getString() : String.valueOf(alias);
    }
}
