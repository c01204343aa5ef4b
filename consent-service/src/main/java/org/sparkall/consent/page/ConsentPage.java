package org.sparkall.consent.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparkall.consent.request.Challenge;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/**
 * What the page shows.
 *
 * @param destination where the browser ends up: the address without its path, or the whole of it when it has no host; empty when a device waits for the answer
 * @param before the titles of what the person agreed to earlier and the integration keeps; empty when there is nothing
 * @param signsInOnly whether the integration only wants to know who the person is
 * @param aggregates each one item that opens to its contents (rule R4)
 * @param joined sensitive scopes that joined an aggregate since the person agreed to it, each its own line
 * @param groups user scopes that are asked for by their own names
 * @param addOns admin and compliance scopes, each its own line (rule R2)
 */
public record ConsentPage(
        String integration,
        String description,
        String destination,
        List<String> before,
        boolean signsInOnly,
        List<Aggregate> aggregates,
        List<Scope> joined,
        List<Group> groups,
        List<Scope> addOns) {

    /** An aggregate with what it opens for this person. */
    public record Aggregate(String title, String description, int size, List<Group> groups) {}

    /** Scopes that belong together. */
    public record Group(String name, List<Scope> scopes) {}

    static ConsentPage of(Challenge challenge, ScopeCatalog catalog) {
        ScopeSet asked = challenge.asked(catalog);
        List<Aggregate> aggregates = new ArrayList<>();
        List<Scope> single = new ArrayList<>();
        for (ScopeName name : asked.names()) {
            catalog.aggregate(name).ifPresent(it -> aggregates.add(aggregate(it, challenge, catalog)));
            catalog.scope(name).ifPresent(single::add);
        }
        ScopeSet optional = challenge.optional(catalog);
        return new ConsentPage(
                challenge.integrationName(),
                challenge.integrationDescription(),
                challenge.redirectUri() == null ? "" : destination(challenge.redirectUri()),
                before(challenge.before(catalog), catalog),
                challenge.before(catalog).isEmpty()
                        && catalog.ofKind(ScopeKind.IDENTITY).containsAll(asked),
                aggregates,
                single.stream()
                        .filter(it -> optional.contains(it.name()) && !it.kind().isAddOn())
                        .toList(),
                groups(single.stream()
                        .filter(it -> !optional.contains(it.name()))
                        .toList()),
                single.stream().filter(it -> it.kind().isAddOn()).toList());
    }

    private static List<String> before(ScopeSet carried, ScopeCatalog catalog) {
        return carried.names().stream()
                .flatMap(name -> Stream.concat(
                        catalog.aggregate(name).stream().map(AggregateScope::title),
                        catalog.scope(name).stream().map(Scope::title)))
                .toList();
    }

    private static Aggregate aggregate(AggregateScope it, Challenge challenge, ScopeCatalog catalog) {
        ScopeSet opened = challenge.opened(catalog.setOf(List.of(it.name())));
        List<Scope> scopes = catalog.scopes().stream()
                .filter(scope -> opened.contains(scope.name()))
                .toList();
        return new Aggregate(it.title(), it.description(), scopes.size(), groups(scopes));
    }

    private static List<Group> groups(List<Scope> scopes) {
        Map<String, List<Scope>> byName = new LinkedHashMap<>();
        scopes.forEach(scope ->
                byName.computeIfAbsent(scope.group(), name -> new ArrayList<>()).add(scope));
        return byName.entrySet().stream()
                .map(it -> new Group(it.getKey(), it.getValue()))
                .toList();
    }

    private static String destination(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getHost() == null ? redirectUri : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
