package org.sparkall.keycloak.realm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.RolesRepresentation;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;

/** A realm role per scope, and the composites of them. Who holds a scope's role may grant the scope (rule R7). */
final class ScopeRoles {

    static final String DEFAULT = "default-roles-spark";
    static final String ADMINISTRATOR = "administrator";
    static final String COMPLIANCE_OFFICER = "compliance-officer";
    static final String ORGANIZATION_ADMINISTRATOR = "organization-administrator";
    static final String DECISION_CALLER = "decision-caller";
    static final String CONSENT_REQUESTER = "consent-requester";
    static final String CATALOG_OPERATOR = "catalog-operator";
    static final String KEY_OPERATOR = "key-operator";

    private final ScopeCatalog catalog;

    ScopeRoles(ScopeCatalog catalog) {
        this.catalog = catalog;
    }

    RolesRepresentation all() {
        List<RoleRepresentation> roles = new ArrayList<>();
        catalog.scopes().stream()
                .filter(it -> it.kind().needsRole())
                .forEach(it -> roles.add(plain(it.name().value(), it.title())));
        for (AggregateScope aggregate : catalog.aggregates()) {
            roles.add(composite(
                    aggregate.name().value(),
                    aggregate.title(),
                    catalog.concrete(catalog.setOf(List.of(aggregate.name()))).wireNames()));
        }
        roles.add(composite(ADMINISTRATOR, "Administrator of an organization", administrator()));
        roles.add(composite(COMPLIANCE_OFFICER, "Compliance officer of an organization", names(ScopeKind.COMPLIANCE)));
        // Every person holds the user scopes: they are what a person may do with their own account.
        roles.add(composite(DEFAULT, "What everybody holds", aggregateNames()));
        roles.add(plain(ORGANIZATION_ADMINISTRATOR, "May see and end what people of the organization granted"));
        roles.add(plain(DECISION_CALLER, "May ask for access decisions and introspect tokens"));
        roles.add(plain(CONSENT_REQUESTER, "May put consent requests to people"));
        roles.add(plain(CATALOG_OPERATOR, "May change the scope catalog"));
        roles.add(plain(KEY_OPERATOR, "May rotate the signing keys and end trust in one"));
        RolesRepresentation representation = new RolesRepresentation();
        representation.setRealm(roles);
        return representation;
    }

    private List<String> administrator() {
        List<String> roles = new ArrayList<>(names(ScopeKind.ADMIN));
        roles.add(ORGANIZATION_ADMINISTRATOR);
        return roles;
    }

    private List<String> aggregateNames() {
        return catalog.aggregates().stream().map(it -> it.name().value()).toList();
    }

    private List<String> names(ScopeKind kind) {
        return catalog.scopes().stream()
                .filter(scope -> scope.kind() == kind)
                .map(Scope::name)
                .map(Object::toString)
                .toList();
    }

    private static RoleRepresentation.Composites bundle(List<String> names) {
        RoleRepresentation.Composites composites = new RoleRepresentation.Composites();
        composites.setRealm(new LinkedHashSet<>(names));
        return composites;
    }

    private static RoleRepresentation composite(String name, String description, List<String> names) {
        RoleRepresentation role = plain(name, description);
        role.setComposite(true);
        role.setComposites(bundle(names));
        return role;
    }

    private static RoleRepresentation plain(String name, String description) {
        return new RoleRepresentation(name, description, false);
    }
}
