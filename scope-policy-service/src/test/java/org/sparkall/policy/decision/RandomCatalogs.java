package org.sparkall.policy.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.catalog.CatalogDocument.AggregateItem;
import org.sparkall.catalog.CatalogDocument.FeatureItem;
import org.sparkall.catalog.CatalogDocument.ScopeItem;

/** Catalogs of every shape, and what became of them in a later version. */
final class RandomCatalogs {

    private static final int GROUPS = 6;
    private static final int LARGEST = 1_000;

    private final Random random;

    RandomCatalogs(Random random) {
        this.random = random;
    }

    /** A catalog and a later version of it: scopes came and went, aggregates cover others. */
    record Versions(CatalogDocument before, CatalogDocument after) {}

    Versions next() {
        // Small ones often: their few scopes meet more often.
        int size = random.nextInt(10) == 0 ? LARGEST - random.nextInt(100) : 2 + random.nextInt(60);
        List<ScopeItem> all = IntStream.range(0, size).mapToObj(this::scope).toList();
        List<AggregateItem> aggregates = aggregates(all);
        return new Versions(
                document(1, all, aggregates, 0.7),
                document(2, all, random.nextBoolean() ? aggregates : aggregates(all), 0.9));
    }

    private ScopeItem scope(int i) {
        String kind = i == 0 || random.nextInt(4) > 0 ? "user" : random.nextBoolean() ? "admin" : "compliance";
        return new ScopeItem(
                "s:" + i, kind, "g" + random.nextInt(GROUPS), "Title", "Description.", random.nextInt(4) == 0, 1, null);
    }

    private List<AggregateItem> aggregates(List<ScopeItem> all) {
        List<AggregateItem> aggregates = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            boolean everything = random.nextInt(4) == 0;
            List<String> groups = IntStream.range(0, GROUPS)
                    .filter(it -> random.nextInt(4) == 0)
                    .mapToObj(it -> "g" + it)
                    .toList();
            List<String> listed = all.stream()
                    .filter(it -> it.kind().equals("user") && random.nextInt(6) == 0)
                    .map(ScopeItem::name)
                    .toList();
            aggregates.add(new AggregateItem("all:" + i, everything ? "user" : null, groups, listed, "Title", "Text."));
        }
        return aggregates;
    }

    /** A part of the scopes, with those aggregates that cover something of it. */
    private CatalogDocument document(int version, List<ScopeItem> all, List<AggregateItem> aggregates, double kept) {
        List<ScopeItem> scopes = all.stream()
                .filter(it -> it.name().equals("s:0") || random.nextDouble() < kept)
                .toList();
        Set<String> names = scopes.stream().map(ScopeItem::name).collect(Collectors.toSet());
        List<AggregateItem> possible = aggregates.stream()
                .map(it -> new AggregateItem(
                        it.name(),
                        it.covers(),
                        it.groups(),
                        it.scopes().stream().filter(names::contains).toList(),
                        it.title(),
                        it.description()))
                .toList();
        NaiveRules rules =
                new NaiveRules(new CatalogDocument(version, possible, List.of(), scopes, List.of(), Map.of()));
        List<AggregateItem> useful =
                possible.stream().filter(it -> !rules.covered(it).isEmpty()).toList();
        return new CatalogDocument(version, useful, features(useful, scopes), scopes, List.of(), Map.of());
    }

    private List<FeatureItem> features(List<AggregateItem> aggregates, List<ScopeItem> scopes) {
        List<FeatureItem> features = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<String> requires = new ArrayList<>();
            if (!aggregates.isEmpty() && random.nextBoolean()) {
                requires.add(aggregates.get(random.nextInt(aggregates.size())).name());
            }
            if (requires.isEmpty() || random.nextBoolean()) {
                requires.add(scopes.get(random.nextInt(scopes.size())).name());
            }
            features.add(new FeatureItem("f" + i, requires, "Title", "Description."));
        }
        return features;
    }
}
