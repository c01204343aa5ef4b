package org.sparkall.policy.realm;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleResource;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.sparkall.keycloak.realm.CatalogInRealm;

/**
 * Compares a realm with what a catalog wants of it, and changes nothing. The drifts come in an order in which they can be repaired one
 * after another.
 */
final class RealmComparison {

    private final RealmResource realm;
    private final CatalogInRealm wanted;
    private final boolean thorough;
    private final Map<String, RoleRepresentation> roles;
    /** By name; grows as client scopes are made. */
    private final Map<String, ClientScopeRepresentation> clientScopes;

    private final List<Drift> drifts = new ArrayList<>();
    /** An aggregate says that it follows a version when it does. */
    private final List<Drift> atLast = new ArrayList<>();

    /**
     * @param thorough whether what each client scope opens is asked for, a request each; else only for aggregates and what is new: a change
     *     of the catalog touches no other
     */
    RealmComparison(RealmResource realm, CatalogInRealm wanted, boolean thorough) {
        this.realm = realm;
        this.wanted = wanted;
        this.thorough = thorough;
        this.roles = new HashMap<>(realm.roles().list(true).stream()
                .collect(Collectors.toMap(RoleRepresentation::getName, Function.identity())));
        this.clientScopes = new HashMap<>(realm.clientScopes().findAll().stream()
                .collect(Collectors.toMap(ClientScopeRepresentation::getName, Function.identity())));
    }

    /** What is not as it should be with roles: what people hold. */
    List<Drift> ofRoles() {
        drifts.clear();
        wanted.roles().forEach(this::compareRole);
        wanted.aggregates().forEach((role, content) -> compareBundle(role, content, true));
        wanted.bundles().forEach((role, content) -> compareBundle(role, content, false));
        return List.copyOf(drifts);
    }

    /** What is not as it should be with client scopes, which need the roles, and what is left of an earlier catalog. */
    List<Drift> ofClientScopes() {
        drifts.clear();
        atLast.clear();
        wanted.clientScopes().forEach(this::compareClientScope);
        wanted.mappings().forEach(this::compareMapping);
        wanted.defaults().forEach((client, scopes) -> compareClient(client, scopes, true));
        wanted.options().forEach((client, scopes) -> compareClient(client, scopes, false));
        findLeftovers();
        drifts.addAll(atLast);
        return List.copyOf(drifts);
    }

    private void compareRole(RoleRepresentation role) {
        String name = role.getName();
        RoleRepresentation present = roles.get(name);
        if (present == null) {
            drift("role " + name + " is missing", () -> realm.roles().create(role));
        } else if (!Objects.equals(present.getDescription(), role.getDescription())) {
            drift("role " + name + " has another description", () -> {
                RoleRepresentation changed = realm.roles().get(name).toRepresentation();
                changed.setDescription(role.getDescription());
                realm.roles().get(name).update(changed);
            });
        }
    }

    private void compareBundle(String role, Set<String> content, boolean exactly) {
        RoleResource bundle = realm.roles().get(role);
        Set<String> present = roles.containsKey(role)
                ? bundle.getRealmRoleComposites().stream()
                        .map(RoleRepresentation::getName)
                        .collect(Collectors.toSet())
                : Set.of();
        List<String> missing = missing(content, present);
        if (!missing.isEmpty()) {
            drift(
                    "role " + role + " bundles too little: " + String.join(" ", missing),
                    () -> bundle.addComposites(rolesOf(missing)));
        }
        List<String> extra = missing(present, content);
        if (exactly && !extra.isEmpty()) {
            drift(
                    "role " + role + " bundles too much: " + String.join(" ", extra),
                    () -> bundle.deleteComposites(rolesOf(extra)));
        }
    }

    private void compareClientScope(ClientScopeRepresentation scope) {
        String name = scope.getName();
        ClientScopeRepresentation present = clientScopes.get(name);
        if (present == null) {
            drift("client scope " + name + " is missing", () -> {
                try (Response response = realm.clientScopes().create(scope)) {
                    scope.setId(CreatedResponseUtil.getCreatedId(response));
                }
                clientScopes.put(name, scope);
            });
        } else if (!present.getAttributes()
                .entrySet()
                .containsAll(scope.getAttributes().entrySet())) {
            atLast.add(new Drift("client scope " + name + " has other attributes", () -> {
                present.getAttributes().putAll(scope.getAttributes());
                realm.clientScopes().get(present.getId()).update(present);
            }));
        }
    }

    private void compareMapping(String scope, Set<String> opened) {
        ClientScopeRepresentation present = clientScopes.get(scope);
        if (present != null && !thorough && !wanted.aggregates().containsKey(scope)) return;
        Set<String> mapped = present == null
                ? Set.of()
                : mappings(present.getId()).listAll().stream()
                        .map(RoleRepresentation::getName)
                        .collect(Collectors.toSet());
        List<String> missing = missing(opened, mapped);
        if (!missing.isEmpty()) {
            drift(
                    "client scope " + scope + " opens too little: " + String.join(" ", missing),
                    () -> mappings(idOf(scope)).add(rolesOf(missing)));
        }
        List<String> extra = missing(mapped, opened);
        if (!extra.isEmpty()) {
            drift(
                    "client scope " + scope + " opens too much: " + String.join(" ", extra),
                    () -> mappings(idOf(scope)).remove(rolesOf(extra)));
        }
    }

    private void compareClient(String clientId, Set<String> scopes, boolean byDefault) {
        List<ClientRepresentation> found = realm.clients().findByClientId(clientId);
        // Whoever took a client of the suite out of their realm meant it.
        if (found.isEmpty()) return;
        ClientResource client = realm.clients().get(found.getFirst().getId());
        Set<String> present = (byDefault ? client.getDefaultClientScopes() : client.getOptionalClientScopes())
                .stream().map(ClientScopeRepresentation::getName).collect(Collectors.toSet());
        for (String name : missing(scopes, present)) {
            drift("client " + clientId + " cannot ask for " + name, () -> {
                if (byDefault) client.addDefaultClientScope(idOf(name));
                else client.addOptionalClientScope(idOf(name));
            });
        }
    }

    /** What an earlier catalog had: the role first, for by the client scope it is found. */
    private void findLeftovers() {
        for (ClientScopeRepresentation scope : clientScopes.values()) {
            String name = scope.getName();
            boolean ours =
                    scope.getAttributes() != null && scope.getAttributes().containsKey(CatalogInRealm.KIND_ATTRIBUTE);
            if (!ours || wanted.mappings().containsKey(name)) continue;
            drift(name + " is in the realm, but not in the catalog", () -> {
                if (roles.containsKey(name)) realm.roles().deleteRole(name);
                realm.clientScopes().get(scope.getId()).remove();
            });
        }
    }

    private RoleScopeResource mappings(String clientScopeId) {
        return realm.clientScopes().get(clientScopeId).getScopeMappings().realmLevel();
    }

    private String idOf(String clientScope) {
        return Objects.requireNonNull(clientScopes.get(clientScope), clientScope)
                .getId();
    }

    private List<RoleRepresentation> rolesOf(List<String> names) {
        return names.stream()
                .map(it -> roles.computeIfAbsent(
                        it, name -> realm.roles().get(name).toRepresentation()))
                .toList();
    }

    private static List<String> missing(Set<String> wanted, Set<String> present) {
        Set<String> rest = new HashSet<>(wanted);
        rest.removeAll(present);
        return rest.stream().sorted().toList();
    }

    private void drift(String what, Runnable repair) {
        drifts.add(new Drift(what, repair));
    }
}
