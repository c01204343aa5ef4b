package org.sparkall.keycloak.provider;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * The client scopes that a client would have, by name.
 *
 * @param defaults those that come with every request
 * @param optional those that it may ask for
 * @param standing those that it has before; none when it is new
 */
record ClientSelection(Set<String> defaults, Set<String> optional, Set<String> standing) {

    /** What a proposal leaves open stays as it is; a new client gets the realm's defaults for it. */
    static ClientSelection proposed(RealmModel realm, ClientRepresentation proposal, Optional<ClientModel> existing) {
        Set<String> defaults = named(proposal.getDefaultClientScopes(), realm, existing, true);
        Set<String> optional = named(proposal.getOptionalClientScopes(), realm, existing, false);
        Set<String> standing = existing.map(client -> Stream.of(true, false)
                        .flatMap(byDefault -> client.getClientScopes(byDefault).keySet().stream())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        return new ClientSelection(defaults, optional, standing);
    }

    private static Set<String> named(
            @Nullable List<String> proposed, RealmModel realm, Optional<ClientModel> existing, boolean byDefault) {
        if (proposed != null) return Set.copyOf(proposed);
        return existing.map(client -> client.getClientScopes(byDefault).keySet())
                .orElseGet(() -> realm.getDefaultClientScopesStream(byDefault)
                        .map(ClientScopeModel::getName)
                        .collect(Collectors.toSet()));
    }
}
