package org.sparkall.keycloak.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/**
 * What a request asks for.
 *
 * @param named the names in its parameter {@code scope}
 * @param defaults the client's default client scopes, which come with every request, by name
 * @param optional those that the client may ask for, by name
 */
record RequestedScopes(
        List<String> named, Map<String, ClientScopeModel> defaults, Map<String, ClientScopeModel> optional) {

    /** @param parameter the parameter {@code scope} (RFC 6749 section 3.3); null when the request has none */
    static RequestedScopes of(ClientModel client, @Nullable String parameter) {
        List<String> named = parameter == null || parameter.isBlank()
                ? List.of()
                : List.of(parameter.strip().split(" +"));
        return new RequestedScopes(named, client.getClientScopes(true), client.getClientScopes(false));
    }

    /** What the rules refuse. Scopes that the client may not ask for at all are left to Keycloak, which refuses them itself. */
    Optional<Refusal> judge(RealmModel realm) {
        // Only an aggregate or a default add-on can break a rule: most requests need no catalog.
        List<ClientScopeModel> asked = new ArrayList<>(defaults.values());
        for (String name : named) {
            ClientScopeModel clientScope = optional.get(name);
            if (clientScope != null) asked.add(clientScope);
        }
        if (!RealmCatalog.hasAggregate(asked) && defaults.values().stream().noneMatch(RealmCatalog::isAddOn)) {
            return Optional.empty();
        }
        return RealmCatalog.of(realm)
                .flatMap(catalog -> new ClientScopeRules(catalog).judgeRequest(named, defaults.keySet()));
    }
}
