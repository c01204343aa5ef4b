package org.sparkall.keycloak.realm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;

/**
 * What of the realm follows the catalog, as a catalog wants it. Whatever else a realm holds is its administrators'.
 *
 * @param roles a role for every scope and aggregate, by itself
 * @param aggregates what the aggregates' roles bundle, exactly
 * @param bundles what the suite's other composite roles bundle at least
 * @param clientScopes a client scope for every scope and aggregate
 * @param mappings the roles that each of these client scopes opens, exactly
 * @param defaults the client scopes that clients of the suite have by default, at least
 * @param options the client scopes that clients of the suite may ask for, at least
 */
public record CatalogInRealm(
        List<RoleRepresentation> roles,
        Map<String, Set<String>> aggregates,
        Map<String, Set<String>> bundles,
        List<ClientScopeRepresentation> clientScopes,
        Map<String, Set<String>> mappings,
        Map<String, Set<String>> defaults,
        Map<String, Set<String>> options) {

    /** The client scope attribute that says whose power a scope is: the wire name of its kind, or {@code aggregate}. */
    public static final String KIND_ATTRIBUTE = ScopeClientScopes.KIND_ATTRIBUTE;

    /** What this catalog wants. */
    public static CatalogInRealm of(ScopeCatalog catalog) {
        ScopeRoles roles = new ScopeRoles(catalog);
        ScopeClientScopes scopes = new ScopeClientScopes(catalog);
        Map<String, Set<String>> mappings = new TreeMap<>();
        scopes.mappingsOfCatalog().forEach((scope, names) -> mappings.put(scope, Set.copyOf(names)));
        Set<String> all = scopes.names().collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> addOns = Stream.concat(scopes.names(ScopeKind.ADMIN), scopes.names(ScopeKind.COMPLIANCE))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> others = new LinkedHashSet<>(all);
        others.removeAll(addOns);
        return new CatalogInRealm(
                roles.ofCatalog(),
                roles.aggregates(),
                roles.bundles(),
                scopes.ofCatalog(),
                mappings,
                Map.of(Clients.AUTH_SERVICE, addOns, Clients.CONSENT_SERVICE, addOns),
                Map.of(Clients.AUTH_SERVICE, others, Clients.DEVELOPER, all));
    }
}
