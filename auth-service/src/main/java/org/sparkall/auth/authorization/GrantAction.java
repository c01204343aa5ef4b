package org.sparkall.auth.authorization;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.Grant;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/** What a request wants done with the integration's grants (Grant Management for OAuth 2.0, {@code grant_management_action}). */
sealed interface GrantAction {

    /** The request does not say: a new grant, which holds what {@code include_granted_scopes} says. */
    record Usual(@Nullable Boolean includeGranted) implements GrantAction {}

    /** A new grant of exactly what is asked for. */
    record Create() implements GrantAction {}

    /** This grant is to hold exactly what is asked for. */
    record Replace(Grant grant) implements GrantAction {}

    /** This grant is to hold what is asked for beside what it holds. */
    record Merge(Grant grant) implements GrantAction {}

    /** The grant that is to be changed; null when a new one is to be opened. */
    default @Nullable UUID grantId() {
        return switch (this) {
            case Usual it -> null;
            case Create it -> null;
            case Replace it -> it.grant().id();
            case Merge it -> it.grant().id();
        };
    }

    /** Whether the grant is to hold what was agreed before, too; null for the usual. */
    default @Nullable Boolean includeGranted() {
        return this instanceof Usual it ? it.includeGranted() : Boolean.FALSE;
    }

    /**
     * All that the grant is to hold, in normal form.
     *
     * @param asked what the request names, in normal form
     * @param registered what the integration has registered, which bounds what is carried on (rule R6)
     */
    default List<String> scopes(ScopeCatalog rules, List<String> asked, List<String> registered) {
        if (!(this instanceof Merge merge)) return asked;
        ScopeSet carried =
                rules.knownTexts(merge.grant().scopes()).intersection(rules.expand(rules.knownTexts(registered)));
        return rules.normalize(rules.knownTexts(asked).union(carried)).wireNames();
    }

    /** The resource servers that the grant is to be for; empty when for any. */
    default List<String> resources(List<String> asked) {
        if (!(this instanceof Merge merge)) return asked;
        List<String> held = merge.grant().resources();
        if (asked.isEmpty() || held.isEmpty()) return List.of();
        Set<String> all = new LinkedHashSet<>(held);
        all.addAll(asked);
        return List.copyOf(all);
    }
}
