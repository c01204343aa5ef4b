package org.sparkall.auth.token;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.sparkall.auth.grant.Grant;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;
import org.sparkall.scope.SelectionRules;
import org.sparkall.scope.SelectionVerdict;

/**
 * The scopes of one access token.
 *
 * @param compact as they were granted; the token response says this
 * @param expanded the scopes they open for the person; the token names both, unless it is abridged (decision 34)
 * @param withheld sensitive scopes that joined an aggregate among them since and wait for the person's word; usually none
 * @param claim the scope claim: what was granted, then what that opens (RFC 9068 section 2.2.3); empty when there is nothing
 * @param whole whether aggregates among them open all that they cover, and go on to as the catalog grows
 */
public record GrantedScope(
        List<String> compact, List<String> expanded, List<String> withheld, String claim, boolean whole) {

    /** Nothing. */
    static final GrantedScope NONE = made(List.of(), List.of(), List.of(), false);

    /** Long catalogs make a long claim: it is put together once for all tokens that carry the same. */
    private static GrantedScope made(
            List<String> compact, List<String> expanded, List<String> withheld, boolean whole) {
        SequencedSet<String> names = new LinkedHashSet<>(compact);
        names.addAll(expanded);
        return new GrantedScope(compact, expanded, withheld, String.join(" ", names), whole);
    }

    /**
     * Whether its claim would be longer than that, and its aggregates alone say the same: whoever holds only a part of what they cover, or
     * has not agreed to all of it yet, has a token that names their part.
     *
     * @param limit in characters
     */
    boolean isAbridgedBeyond(int limit) {
        return whole
                && claim.length() > limit
                && claim.length() > abridgedClaim().length();
    }

    /** The scope claim without what aggregates open. */
    String abridgedClaim() {
        return String.join(" ", compact);
    }

    /** What an integration may do for itself. */
    static GrantedScope ofClient(List<String> scopes) {
        return made(scopes, List.of(), List.of(), false);
    }

    /** What a grant gives an integration, bounded by what the integration registers today (rule R6). */
    public static GrantedScope of(ScopeCatalog catalog, Grant grant, List<String> registered) {
        ScopeSet limit = catalog.expand(catalog.knownTexts(registered));
        ScopeSet granted = catalog.knownTexts(grant.scopes());
        // What outgrew the registration is given as far as the registration goes: spark:all becomes the scopes still
        // registered.
        ScopeSet within = granted.intersection(limit);
        ScopeSet beyond = catalog.concrete(granted.minus(limit)).intersection(limit);
        ScopeSet compact = catalog.normalize(within.union(beyond));
        ScopeSet expanded = catalog.knownTexts(grant.expanded()).intersection(catalog.concrete(compact));
        return made(
                compact.wireNames(),
                expanded.wireNames(),
                new GrantRules(catalog)
                        .growth(compact, expanded, grant.complete())
                        .waiting()
                        .wireNames(),
                grant.complete() && opensAllThatIsCovered(compact, expanded));
    }

    /** The same with these scopes and aggregates only, and at most that much expanded. */
    private GrantedScope with(ScopeSet kept, ScopeSet limit) {
        ScopeCatalog catalog = kept.catalog();
        ScopeSet opened = catalog.knownTexts(expanded)
                .intersection(catalog.concrete(kept))
                .intersection(limit);
        return made(
                kept.wireNames(),
                opened.wireNames(),
                catalog.knownTexts(withheld)
                        .intersection(catalog.concrete(catalog.aggregatesIn(kept)))
                        .wireNames(),
                whole && opensAllThatIsCovered(kept, opened));
    }

    private static boolean opensAllThatIsCovered(ScopeSet compact, ScopeSet expanded) {
        ScopeCatalog catalog = compact.catalog();
        return expanded.containsAll(catalog.concrete(catalog.aggregatesIn(compact)));
    }

    /** The same, in a token that names all of it. */
    private GrantedScope named() {
        return new GrantedScope(compact, expanded, withheld, claim, false);
    }

    /**
     * The same with less (RFC 6749 section 6).
     *
     * @return empty when that would be more, nothing, or no selection at all
     */
    Optional<GrantedScope> narrowedTo(ScopeCatalog catalog, Collection<String> requested) {
        return switch (new SelectionRules(catalog).judgeRequest(catalog.knownTexts(compact), requested)) {
            case SelectionVerdict.Rejected it -> Optional.empty();
            case SelectionVerdict.Accepted it -> Optional.of(with(it.normalized(), catalog.knownTexts(expanded)));
        };
    }

    /** What of this lies within the scopes of a token; where that names them all, so does what comes of it, and never grows. */
    GrantedScope within(ScopeCatalog catalog, ScopeClaim token) {
        ScopeSet limit = token.limit(catalog);
        ScopeSet all = catalog.knownTexts(compact);
        if (limit.containsAll(all.union(catalog.knownTexts(expanded)))) return token.abridged() ? this : named();
        ScopeSet kept = all.intersection(limit);
        // An aggregate that the token does not carry is given as far as the token goes.
        ScopeSet rest = catalog.knownTexts(expanded)
                .intersection(catalog.concrete(all.minus(limit)))
                .intersection(limit);
        GrantedScope within = with(catalog.normalize(kept.union(rest)), limit);
        return token.abridged() ? within : within.named();
    }
}
