package org.sparkall.keycloak.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Coverage;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;

/**
 * The scope catalog as the realm tells it: its client scopes with the attribute {@value #KIND}. It is read anew for each question that
 * needs it, out of Keycloak's own caches: a change of the realm counts at once, on every node.
 *
 * <p>An aggregate covers the user scopes whose roles its client scope is mapped to. A role of another kind that somebody maps to it
 * changes nothing (rule R2).
 */
final class RealmCatalog {

    /** The client scope attribute that says whose power a scope is: a kind's wire name, or {@value #AGGREGATE}. */
    static final String KIND = "spark.kind";

    /** The attribute of an aggregate's client scope with the version of the catalog that it follows. */
    private static final String VERSION = "spark.catalog_version";

    private static final String AGGREGATE = "aggregate";

    private RealmCatalog() {}

    /** The realm's catalog; empty when no client scope says that it is of one. */
    static Optional<ScopeCatalog> of(RealmModel realm) {
        List<ClientScopeModel> all =
                realm.getClientScopesStream().filter(RealmCatalog::isOfCatalog).toList();
        List<Scope> scopes = new ArrayList<>();
        for (ClientScopeModel clientScope : all) {
            kind(clientScope).ifPresent(kind -> scopes.add(scope(clientScope, kind)));
        }
        if (scopes.isEmpty()) return Optional.empty();
        Set<String> userScopes = scopes.stream()
                .filter(it -> it.kind() == ScopeKind.USER)
                .map(it -> it.name().value())
                .collect(Collectors.toSet());
        List<AggregateScope> aggregates = new ArrayList<>();
        for (ClientScopeModel clientScope : all) {
            if (isAggregate(clientScope)) aggregate(clientScope, userScopes).ifPresent(aggregates::add);
        }
        return Optional.of(new ScopeCatalog(1, scopes, aggregates, List.of()));
    }

    /** The version of the catalog that the realm follows; empty when nothing says so. */
    static Optional<Integer> version(RealmModel realm) {
        return realm.getClientScopesStream()
                .filter(RealmCatalog::isAggregate)
                .map(it -> it.getAttribute(VERSION))
                .filter(it -> it != null && it.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .max(Comparator.naturalOrder());
    }

    /** The client scopes of the catalog. */
    static Map<String, ClientScopeModel> byName(RealmModel realm) {
        return realm.getClientScopesStream()
                .filter(RealmCatalog::isOfCatalog)
                .collect(Collectors.toMap(ClientScopeModel::getName, Function.identity()));
    }

    /** Whether one of these is an aggregate, so that there is a reason to read the catalog. */
    static boolean hasAggregate(Collection<ClientScopeModel> clientScopes) {
        return clientScopes.stream().anyMatch(RealmCatalog::isAggregate);
    }

    /** Whether this is a scope that is only ever given by its name (rule R2). */
    static boolean isAddOn(ClientScopeModel clientScope) {
        return kind(clientScope).filter(ScopeKind::isAddOn).isPresent();
    }

    static boolean isAggregate(ClientScopeModel clientScope) {
        return AGGREGATE.equals(clientScope.getAttribute(KIND)) && ScopeName.isScopeToken(clientScope.getName());
    }

    private static boolean isOfCatalog(ClientScopeModel clientScope) {
        return isAggregate(clientScope) || kind(clientScope).isPresent();
    }

    private static Optional<ScopeKind> kind(ClientScopeModel clientScope) {
        @Nullable String wireName = clientScope.getAttribute(KIND);
        if (wireName == null || !ScopeName.isScopeToken(clientScope.getName())) return Optional.empty();
        for (ScopeKind kind : ScopeKind.values()) {
            if (kind.wireName().equals(wireName)) return Optional.of(kind);
        }
        return Optional.empty();
    }

    private static Scope scope(ClientScopeModel clientScope, ScopeKind kind) {
        String name = clientScope.getName();
        // The realm knows no texts for people; the rules need none.
        return new Scope(new ScopeName(name), kind, kind.wireName(), name, name, false, 1, Optional.empty());
    }

    private static Optional<AggregateScope> aggregate(ClientScopeModel clientScope, Set<String> userScopes) {
        Set<ScopeName> covered = clientScope
                .getScopeMappingsStream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .filter(userScopes::contains)
                .map(ScopeName::new)
                .collect(Collectors.toSet());
        if (covered.isEmpty()) return Optional.empty();
        String name = clientScope.getName();
        return Optional.of(
                new AggregateScope(new ScopeName(name), new Coverage(Set.of(), Set.of(), covered), name, name));
    }
}
