package org.sparkall.keycloak.realm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
    static final String INTEGRATION_OPERATOR = "integration-operator";
    static final String AUDITOR = "auditor";
    static final String CONSENT_AUDITOR = "consent-auditor";
    static final String PRIVACY_OPERATOR = "privacy-operator";
    static final String GRANT_OPERATOR = "grant-operator";
    static final String EVENT_OPERATOR = "event-operator";

    private final ScopeCatalog catalog;

    ScopeRoles(ScopeCatalog catalog) {
        this.catalog = catalog;
    }

    RolesRepresentation all() {
        List<RoleRepresentation> roles = new ArrayList<>();
        Map<String, Set<String>> aggregates = aggregates();
        ofCatalog().forEach(role -> roles.add(composite(role, aggregates.getOrDefault(role.getName(), Set.of()))));
        bundles().forEach((name, names) -> roles.add(composite(plain(name, description(name)), names)));
        roles.add(plain(ORGANIZATION_ADMINISTRATOR, "May see and end what people of the organization granted"));
        roles.add(plain(DECISION_CALLER, "May ask for access decisions and introspect tokens"));
        roles.add(plain(CONSENT_REQUESTER, "May put consent requests to people"));
        roles.add(plain(CATALOG_OPERATOR, "May change the scope catalog"));
        roles.add(plain(KEY_OPERATOR, "May rotate the signing keys and end trust in one"));
        roles.add(plain(INTEGRATION_OPERATOR, "May look at integrations and say who publishes them"));
        roles.add(plain(AUDITOR, "May read the audit trail"));
        roles.add(plain(CONSENT_AUDITOR, "May have the record of consents verified"));
        roles.add(plain(PRIVACY_OPERATOR, "May have people erased"));
        roles.add(plain(GRANT_OPERATOR, "May look at grants and end them"));
        roles.add(plain(EVENT_OPERATOR, "May see how many events wait"));
        RolesRepresentation representation = new RolesRepresentation();
        representation.setRealm(roles);
        return representation;
    }

    private static String description(String bundle) {
        return switch (bundle) {
            case ADMINISTRATOR -> "Administrator of an organization";
            case COMPLIANCE_OFFICER -> "Compliance officer of an organization";
            default -> "What everybody holds";
        };
    }

    /** The roles of those who operate the suite. */
    static List<String> ofOperators() {
        return List.of(
                KEY_OPERATOR,
                CATALOG_OPERATOR,
                INTEGRATION_OPERATOR,
                GRANT_OPERATOR,
                EVENT_OPERATOR,
                AUDITOR,
                CONSENT_AUDITOR,
                PRIVACY_OPERATOR);
    }

    /** A role for every scope that rests on one, and for every aggregate; without what the aggregates bundle. */
    List<RoleRepresentation> ofCatalog() {
        return Stream.concat(
                        catalog.scopes().stream()
                                .filter(it -> it.kind().needsRole())
                                .map(it -> plain(it.name().value(), it.title())),
                        catalog.aggregates().stream().map(it -> plain(it.name().value(), it.title())))
                .toList();
    }

    /** What the aggregates' roles bundle: exactly what they cover. */
    Map<String, Set<String>> aggregates() {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        for (AggregateScope aggregate : catalog.aggregates()) {
            all.put(
                    aggregate.name().value(),
                    new LinkedHashSet<>(catalog.concrete(catalog.setOf(List.of(aggregate.name())))
                            .wireNames()));
        }
        return all;
    }

    /** What the suite's own bundles of roles hold at least. */
    Map<String, Set<String>> bundles() {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        all.put(ADMINISTRATOR, new LinkedHashSet<>(administrator()));
        all.put(COMPLIANCE_OFFICER, new LinkedHashSet<>(names(ScopeKind.COMPLIANCE)));
        // Every person holds the user scopes: they are what a person may do with their own account.
        all.put(DEFAULT, new LinkedHashSet<>(aggregateNames()));
        return all;
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

    private static RoleRepresentation composite(RoleRepresentation role, Set<String> names) {
        if (names.isEmpty()) return role;
        RoleRepresentation.Composites composites = new RoleRepresentation.Composites();
        composites.setRealm(names);
        role.setComposite(true);
        role.setComposites(composites);
        return role;
    }

    private static RoleRepresentation plain(String name, String description) {
        return new RoleRepresentation(name, description, false);
    }
}
