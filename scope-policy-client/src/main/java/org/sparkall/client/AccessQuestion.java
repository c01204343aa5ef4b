package org.sparkall.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * May this integration do this for this person? An AuthZEN 1.0 access evaluation request (section 6.1).
 *
 * @param person the person's id, a token's {@code sub}
 * @param action the name of a scope or a feature
 * @param clientId the integration; a token says it too
 * @param grantId the grant it acts under, if the caller knows it
 * @param token the access token that it showed: its person, integration and grant are what counts then
 */
public record AccessQuestion(
        String person, String action, Optional<String> clientId, Optional<String> grantId, Optional<String> token) {

    public AccessQuestion {
        if (person.isBlank() || action.isBlank())
            throw new IllegalArgumentException("a question needs a person and an action");
        if (clientId.isEmpty() && token.isEmpty()) {
            throw new IllegalArgumentException("an integration or its token must be named");
        }
    }

    /** About a person and an integration. */
    public static AccessQuestion about(String person, String clientId, String action) {
        return new AccessQuestion(person, action, Optional.of(clientId), Optional.empty(), Optional.empty());
    }

    /** About a token that an integration showed. */
    public static AccessQuestion shown(String person, String token, String action) {
        return new AccessQuestion(person, action, Optional.empty(), Optional.empty(), Optional.of(token));
    }

    /** The same about another action. */
    public AccessQuestion withAction(String other) {
        return new AccessQuestion(person, other, clientId, grantId, token);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(toSearch());
        json.put("action", Map.of("name", action));
        return json;
    }

    /** The same without an action: which ones may it do (section 8.6)? */
    Map<String, Object> toSearch() {
        Map<String, Object> context = new LinkedHashMap<>();
        clientId.ifPresent(it -> context.put("client_id", it));
        grantId.ifPresent(it -> context.put("grant_id", it));
        token.ifPresent(it -> context.put("token", it));
        return Map.of(
                "subject", Map.of("type", "user", "id", person),
                // What is asked for is the person's own account.
                "resource", Map.of("type", "account", "id", person),
                "context", context);
    }

    /** Without the token, so that it ends up in no log. */
    @Override
    public String toString() {
        return "AccessQuestion[person=" + person + ", action=" + action + ", clientId="
                + clientId.orElse("of the token") + "]";
    }
}
