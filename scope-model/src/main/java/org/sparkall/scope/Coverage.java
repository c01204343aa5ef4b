package org.sparkall.scope;

import java.util.Set;

/**
 * Which user scopes an aggregate stands for: those of the kinds, those of the groups and those listed, all together. A scope that
 * joins a kind or a group of a later catalog joins the aggregate; admin and compliance scopes of a group never do (rule R2).
 *
 * @param kinds only {@link ScopeKind#USER} is possible
 * @param groups groups of the catalog
 * @param scopes single scopes
 */
public record Coverage(Set<ScopeKind> kinds, Set<String> groups, Set<ScopeName> scopes) {

    /**
     * @throws IllegalArgumentException when nothing is named, or a kind other than user scopes
     */
    public Coverage {
        kinds = Set.copyOf(kinds);
        groups = Set.copyOf(groups);
        scopes = Set.copyOf(scopes);
        if (kinds.isEmpty() && groups.isEmpty() && scopes.isEmpty()) {
            throw new IllegalArgumentException("an aggregate must cover something");
        }
        if (!Set.of(ScopeKind.USER).containsAll(kinds)) {
            throw new IllegalArgumentException("an aggregate may cover user scopes only");
        }
    }

    /** Every scope of this kind. */
    public static Coverage ofKind(ScopeKind kind) {
        return new Coverage(Set.of(kind), Set.of(), Set.of());
    }

    boolean includes(Scope scope) {
        return scope.kind() == ScopeKind.USER
                && (kinds.contains(scope.kind()) || groups.contains(scope.group()) || scopes.contains(scope.name()));
    }
}
