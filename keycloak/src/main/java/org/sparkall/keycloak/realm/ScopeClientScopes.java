package org.sparkall.keycloak.realm;

import static org.sparkall.keycloak.realm.SparkRealm.attributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;

/**
 * A client scope per scope and aggregate, each mapped to the role of its name. A realm that is imported with client scopes gets none of
 * Keycloak's own, so those that the suite needs are made here too.
 */
final class ScopeClientScopes {

    /** The client scope attribute that says whose power a scope is: the wire name of its kind, or {@value #AGGREGATE}. */
    static final String KIND_ATTRIBUTE = "spark.kind";

    /** The attribute of an aggregate's client scope that says which version of the catalog it follows. */
    static final String VERSION_ATTRIBUTE = "spark.catalog_version";

    static final String AGGREGATE = "aggregate";
    static final String BASIC = "basic";
    static final String ROLES = "roles";
    static final String SUITE_ROLES = "spark-suite-roles";
    static final String ORGANIZATION = "organization";
    static final String ORGANIZATIONS = "spark-organizations";
    static final String AUDIENCES = "spark-audiences";
    static final String NAMES = "spark-names";
    static final String EXPANSION = "spark-scope-expansion";

    private final ScopeCatalog catalog;

    ScopeClientScopes(ScopeCatalog catalog) {
        this.catalog = catalog;
    }

    List<ClientScopeRepresentation> all() {
        List<ClientScopeRepresentation> scopes = new ArrayList<>();
        scopes.add(own(
                BASIC,
                mapper(
                        "sub",
                        "oidc-sub-mapper",
                        Map.of("access.token.claim", "true", "introspection.token.claim", "true")),
                mapper(
                        "auth_time",
                        "oidc-usersessionmodel-note-mapper",
                        Map.of(
                                "user.session.note", "AUTH_TIME",
                                "claim.name", "auth_time",
                                "jsonType.label", "long",
                                "id.token.claim", "true",
                                "access.token.claim", "true")),
                mapper("acr", "oidc-acr-mapper", Map.of("id.token.claim", "true", "access.token.claim", "true"))));
        scopes.add(own(
                ROLES,
                mapper(
                        "realm roles",
                        "oidc-usermodel-realm-role-mapper",
                        Map.of(
                                "claim.name", "realm_access.roles",
                                "jsonType.label", "String",
                                "multivalued", "true",
                                "id.token.claim", "true",
                                "access.token.claim", "true",
                                "introspection.token.claim", "true"))));
        // Not in ROLES: Keycloak leaves a client scope out, mappers and all, when a person holds none of its roles.
        scopes.add(own(SUITE_ROLES));
        scopes.add(shown(own(
                ORGANIZATION,
                mapper(
                        "organization",
                        "oidc-organization-membership-mapper",
                        Map.of(
                                "claim.name", "organization",
                                "jsonType.label", "String",
                                "multivalued", "true",
                                "id.token.claim", "true",
                                "access.token.claim", "true",
                                "introspection.token.claim", "true")))));
        // All of them, whatever the request's scope organization says. The suite's services go by it.
        scopes.add(own(
                ORGANIZATIONS,
                mapper(
                        ORGANIZATIONS,
                        "spark-organizations-mapper",
                        Map.of(
                                "claim.name", "spark_organizations",
                                "id.token.claim", "true",
                                "access.token.claim", "true",
                                "introspection.token.claim", "true"))));
        scopes.add(own(
                EXPANSION,
                mapper(
                        EXPANSION,
                        "spark-scope-expansion-mapper",
                        Map.of(
                                "claim.name", "spark_scopes",
                                "id.token.claim", "false",
                                "access.token.claim", "true",
                                "introspection.token.claim", "true"))));
        // For the pages that say who is signed in; access tokens carry no names.
        scopes.add(own(
                NAMES,
                mapper(
                        "full name",
                        "oidc-full-name-mapper",
                        Map.of(
                                "id.token.claim",
                                "true",
                                "access.token.claim",
                                "false",
                                "userinfo.token.claim",
                                "false")),
                mapper(
                        "user name",
                        "oidc-usermodel-attribute-mapper",
                        Map.of(
                                "user.attribute", "username",
                                "claim.name", "preferred_username",
                                "jsonType.label", "String",
                                "id.token.claim", "true",
                                "access.token.claim", "false",
                                "userinfo.token.claim", "false"))));
        scopes.add(own(
                AUDIENCES,
                Stream.of(Clients.AUTH_SERVICE, Clients.POLICY_SERVICE, Clients.CONSENT_SERVICE)
                        .map(service -> mapper(
                                service,
                                "oidc-audience-mapper",
                                Map.of("included.client.audience", service, "access.token.claim", "true")))
                        .toArray(ProtocolMapperRepresentation[]::new)));
        scopes.addAll(ofCatalog());
        return scopes;
    }

    /** One for every aggregate and every scope that rests on a role. */
    List<ClientScopeRepresentation> ofCatalog() {
        return Stream.concat(
                        catalog.aggregates().stream()
                                .map(it -> ofAggregate(it.name().value())),
                        catalog.scopes().stream()
                                .filter(it -> it.kind().needsRole())
                                .map(it -> ofScope(it.name().value(), it.kind().wireName())))
                .toList();
    }

    /** The roles that each client scope opens. */
    Map<String, List<String>> roleMappings() {
        Map<String, List<String>> mappings = mappingsOfCatalog();
        mappings.put(
                SUITE_ROLES,
                Stream.concat(
                                Stream.of(
                                        ScopeRoles.DECISION_CALLER,
                                        ScopeRoles.CONSENT_REQUESTER,
                                        ScopeRoles.ORGANIZATION_ADMINISTRATOR),
                                ScopeRoles.ofOperators().stream())
                        .toList());
        return mappings;
    }

    /** The roles that the catalog's client scopes open: a scope's the role of its name, an aggregate's those it covers. */
    Map<String, List<String>> mappingsOfCatalog() {
        Map<String, List<String>> mappings = new TreeMap<>();
        withRoles().forEach(name -> mappings.put(name, List.of(name)));
        // The covered roles rather than their composite: a token then carries them and no other.
        catalog.aggregates().forEach(it -> mappings.put(it.name().value(), covered(it)));
        return mappings;
    }

    /** Every aggregate and every scope that rests on a role, by name. Keycloak knows openid by itself. */
    Stream<String> names() {
        return Stream.concat(catalog.aggregates().stream().map(it -> it.name().value()), withRoles());
    }

    private Stream<String> withRoles() {
        return catalog.scopes().stream()
                .filter(it -> it.kind().needsRole())
                .map(it -> it.name().value());
    }

    private List<String> covered(AggregateScope aggregate) {
        return catalog.concrete(catalog.setOf(List.of(aggregate.name()))).wireNames();
    }

    Stream<String> names(ScopeKind kind) {
        return catalog.scopes().stream()
                .filter(it -> it.kind() == kind)
                .map(it -> it.name().value());
    }

    private ClientScopeRepresentation ofAggregate(String name) {
        ClientScopeRepresentation scope = ofScope(name, AGGREGATE);
        scope.getAttributes().put(VERSION_ATTRIBUTE, Integer.toString(catalog.version()));
        return scope;
    }

    private static ClientScopeRepresentation ofScope(String name, String kind) {
        ClientScopeRepresentation scope = own(name);
        scope.setAttributes(attributes(
                Map.of("include.in.token.scope", "true", "display.on.consent.screen", "true", KIND_ATTRIBUTE, kind)));
        return scope;
    }

    private static ClientScopeRepresentation own(String name, ProtocolMapperRepresentation... mappers) {
        ClientScopeRepresentation scope = new ClientScopeRepresentation();
        scope.setName(name);
        scope.setProtocol("openid-connect");
        scope.setAttributes(
                attributes(Map.of("include.in.token.scope", "false", "display.on.consent.screen", "false")));
        if (mappers.length > 0) scope.setProtocolMappers(List.of(mappers));
        return scope;
    }

    /** Named in the token's scope: the claim depends on how the scope was asked for, and services look which way that was. */
    private static ClientScopeRepresentation shown(ClientScopeRepresentation scope) {
        scope.getAttributes().put("include.in.token.scope", "true");
        return scope;
    }

    private static ProtocolMapperRepresentation mapper(String name, String type, Map<String, String> config) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(name);
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper(type);
        mapper.setConfig(attributes(config));
        return mapper;
    }
}
