package org.sparkall.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every scope, aggregate and feature there is, at one version. Immutable; a change is a new catalog.
 *
 * <p>Each aggregate and scope has an index, aggregates first, by which {@link ScopeSet} keeps its bits.
 */
public final class ScopeCatalog {

    /** What {@link #indexOf} answers for a name that the catalog does not know. */
    static final int NO_INDEX = -1;

    private final int version;
    private final List<AggregateScope> aggregates;
    private final List<Scope> scopes;
    private final Map<String, Feature> features;
    /** By text, so that a question needs no parsed name. */
    private final Map<String, Integer> indexes = new HashMap<>();

    private final List<ScopeName> names = new ArrayList<>();
    /** What each aggregate covers: scopes, and aggregates that cover nothing else. */
    private final List<ScopeSet> coverage;

    private final ScopeSet aggregateSet;
    private final ScopeSet sensitive;

    /**
     * A catalog of these parts.
     *
     * @param version 1 or more
     * @throws IllegalArgumentException when a name stands twice, a feature requires or an aggregate lists what is not there, an
     *     aggregate covers nothing or lists what is no user scope (rule R2), a scope is from a later version, or there is no scope
     */
    public ScopeCatalog(
            int version,
            Collection<Scope> scopes,
            Collection<AggregateScope> aggregates,
            Collection<Feature> features) {
        if (version < 1) throw new IllegalArgumentException("a catalog's version is 1 or more");
        if (scopes.isEmpty()) throw new IllegalArgumentException("a catalog needs a scope");
        this.version = version;
        this.aggregates = List.copyOf(aggregates);
        this.scopes = List.copyOf(scopes);
        this.aggregates.forEach(aggregate -> index(aggregate.name()));
        for (Scope scope : this.scopes) {
            if (scope.since() > version)
                throw new IllegalArgumentException("scope " + scope.name() + " is from a later version");
            index(scope.name());
        }
        this.features = indexFeatures(features);
        this.aggregateSet =
                setOf(this.aggregates.stream().map(AggregateScope::name).toList());
        this.coverage = coverage(this.aggregates.stream().map(this::covered).toList());
        this.sensitive = select(Scope::sensitive);
    }

    private ScopeSet covered(AggregateScope aggregate) {
        for (ScopeName listed : aggregate.covers().scopes()) {
            boolean isUserScope =
                    scope(listed).filter(it -> it.kind() == ScopeKind.USER).isPresent();
            if (!isUserScope) {
                throw new IllegalArgumentException(
                        "aggregate " + aggregate.name() + " lists " + listed + ", which is no user scope");
            }
        }
        ScopeSet covered = select(aggregate.covers()::includes);
        if (covered.isEmpty()) throw new IllegalArgumentException("aggregate " + aggregate.name() + " covers no scope");
        return covered;
    }

    /** Adds to each aggregate's scopes the aggregates that lie within it; of two alike, the first covers the second. */
    private List<ScopeSet> coverage(List<ScopeSet> covered) {
        List<ScopeSet> all = new ArrayList<>();
        for (int i = 0; i < covered.size(); i++) {
            ScopeSet whole = covered.get(i);
            for (int j = 0; j < covered.size(); j++) {
                boolean alike = covered.get(j).containsAll(covered.get(i));
                if (covered.get(i).containsAll(covered.get(j)) && (alike ? i < j : i != j)) {
                    whole = whole.union(setOf(List.of(aggregates.get(j).name())));
                }
            }
            all.add(whole);
        }
        return List.copyOf(all);
    }

    private void index(ScopeName name) {
        if (indexes.putIfAbsent(name.value(), names.size()) != null)
            throw new IllegalArgumentException("scope " + name + " stands twice");
        names.add(name);
    }

    private Map<String, Feature> indexFeatures(Collection<Feature> all) {
        Map<String, Feature> byName = new LinkedHashMap<>();
        for (Feature feature : all) {
            feature.requires().forEach(this::requireKnown);
            if (indexes.containsKey(feature.name()) || byName.putIfAbsent(feature.name(), feature) != null) {
                throw new IllegalArgumentException("name " + feature.name() + " stands twice");
            }
        }
        return byName;
    }

    /** The catalog's version, 1 or more; it grows with every change. */
    public int version() {
        return version;
    }

    /** Every scope, in catalog order; aggregates are not among them. */
    public List<Scope> scopes() {
        return scopes;
    }

    public List<AggregateScope> aggregates() {
        return aggregates;
    }

    public List<Feature> features() {
        return List.copyOf(features.values());
    }

    public Optional<Scope> scope(ScopeName name) {
        int at = indexOf(name) - aggregates.size();
        return at >= 0 ? Optional.of(scopes.get(at)) : Optional.empty();
    }

    public Optional<AggregateScope> aggregate(ScopeName name) {
        int at = indexOf(name);
        return at >= 0 && at < aggregates.size() ? Optional.of(aggregates.get(at)) : Optional.empty();
    }

    public Optional<Feature> feature(String name) {
        return Optional.ofNullable(features.get(name));
    }

    /** Whether this is a scope or an aggregate of the catalog. */
    public boolean knows(ScopeName name) {
        return indexes.containsKey(name.value());
    }

    public ScopeSet none() {
        return new ScopeSet(this, new long[wordCount()]);
    }

    /** The scopes of this kind. */
    public ScopeSet ofKind(ScopeKind kind) {
        return select(scope -> scope.kind() == kind);
    }

    /** The scopes that stand in no aggregate and are chosen one by one (rule R2). */
    public ScopeSet addOns() {
        return select(scope -> scope.kind().isAddOn());
    }

    private ScopeSet select(Predicate<Scope> wanted) {
        return setOf(scopes.stream().filter(wanted).map(Scope::name).toList());
    }

    /**
     * The set of these scopes and aggregates.
     *
     * @throws IllegalArgumentException when the catalog does not know one
     */
    public ScopeSet setOf(Collection<ScopeName> members) {
        members.forEach(this::requireKnown);
        return known(members);
    }

    /** The set of those names that the catalog knows; the others are passed over. */
    public ScopeSet known(Collection<ScopeName> members) {
        long[] words = new long[wordCount()];
        for (ScopeName name : members) add(words, indexOf(name));
        return new ScopeSet(this, words);
    }

    /** As {@link #known}, from texts as they came over a wire or out of a database; what is no scope name is passed over. */
    public ScopeSet knownTexts(Collection<String> members) {
        long[] words = new long[wordCount()];
        for (String name : members) add(words, indexOf(name));
        return new ScopeSet(this, words);
    }

    private static void add(long[] words, int index) {
        if (index != NO_INDEX) words[index >> 6] |= 1L << index;
    }

    /** The scopes that wait for the person's word before they join a standing grant. */
    public ScopeSet sensitive() {
        return sensitive;
    }

    /** Every aggregate, as a set. */
    public ScopeSet allAggregates() {
        return aggregateSet;
    }

    /** What this set has of aggregates. */
    public ScopeSet aggregatesIn(ScopeSet set) {
        return set.intersection(aggregateSet);
    }

    /**
     * The set together with everything its aggregates cover (rule R1), aggregates that lie within them included. Idempotent; never
     * reaches an admin scope (rule R2).
     */
    public ScopeSet expand(ScopeSet set) {
        ScopeSet expanded = set;
        for (int i = 0; i < coverage.size(); i++) {
            if (set.containsIndex(i)) expanded = expanded.union(coverage.get(i));
        }
        return expanded;
    }

    /** The scopes that the set opens: its expansion without the aggregates themselves. */
    public ScopeSet concrete(ScopeSet set) {
        return expand(set).minus(aggregateSet);
    }

    /** Those members that an aggregate of the same set covers already, so that naming them is redundant (rule R3). */
    public ScopeSet redundant(ScopeSet set) {
        ScopeSet covered = none();
        for (int i = 0; i < coverage.size(); i++) {
            if (set.containsIndex(i)) covered = covered.union(coverage.get(i));
        }
        return covered.intersection(set);
    }

    /** The set without its redundant members: one way of writing each meaning. */
    public ScopeSet normalize(ScopeSet set) {
        return set.minus(redundant(set));
    }

    int indexOf(ScopeName name) {
        return indexOf(name.value());
    }

    int indexOf(String name) {
        Integer index = indexes.get(name);
        return index == null ? NO_INDEX : index;
    }

    /** Whether this aggregate, by its index, covers that scope or aggregate. */
    boolean covers(int aggregate, int index) {
        return coverage.get(aggregate).containsIndex(index);
    }

    @Nullable
    Feature featureOrNull(String name) {
        return features.get(name);
    }

    ScopeName nameAt(int index) {
        return names.get(index);
    }

    private int wordCount() {
        return (names.size() + 63) >> 6;
    }

    private void requireKnown(ScopeName name) {
        if (!knows(name)) throw new IllegalArgumentException("the catalog has no scope " + name);
    }
}
