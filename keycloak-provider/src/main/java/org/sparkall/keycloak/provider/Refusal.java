package org.sparkall.keycloak.provider;

import java.util.List;
import java.util.stream.Collectors;
import org.sparkall.scope.Violation;

/**
 * What a client is refused for.
 *
 * @param message one sentence or more for a developer, with the scopes that it is about
 */
record Refusal(String message) {

    /** The rules that a selection breaks, each with its scopes. */
    static Refusal of(List<Violation> violations) {
        return new Refusal(violations.stream()
                .map(it -> it.message() + " Redundant: " + String.join(" ", it.scopes()))
                .collect(Collectors.joining("; ")));
    }

    /** Add-ons that somebody would have without asking for them (rule R2). */
    static Refusal addOnsByDefault(List<String> addOns) {
        return new Refusal("Admin and compliance scopes are never given by default, they are asked for one by one: "
                + String.join(" ", addOns));
    }
}
