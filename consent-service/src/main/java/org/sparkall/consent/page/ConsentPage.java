package org.sparkall.consent.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sparkall.consent.record.ExpiryPolicy;
import org.sparkall.consent.request.Challenge;
import org.sparkall.consent.viewer.ScopeWords;
import org.sparkall.consent.viewer.ScopeWords.Group;
import org.sparkall.consent.viewer.ScopeWords.Words;
import org.sparkall.pages.PageLanguage;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/**
 * What the page says to everybody who is asked the same: nothing in it is about the person alone.
 *
 * @param destination where the browser ends up: the address without its path, or the whole of it when it has no host; empty when a device
 *     waits for the answer
 * @param before the titles of what the person agreed to earlier and the integration keeps; empty when there is nothing
 * @param signsInOnly whether the integration only wants to know who the person is
 * @param asksNothing whether nothing is asked that the person could grant
 * @param aggregates each one item that opens to its contents (rule R4)
 * @param joined sensitive scopes that joined an aggregate since the person agreed to it, each its own line
 * @param groups user scopes that are asked for by their own names
 * @param addOns admin and compliance scopes, each its own line (rule R2)
 * @param approvable what only an administrator could grant (rule R7)
 * @param hasOrganization whether there are administrators who could be asked
 * @param expiry when the agreement ends by itself
 */
public record ConsentPage(
        Asker asker,
        String destination,
        List<String> before,
        boolean signsInOnly,
        boolean asksNothing,
        List<Aggregate> aggregates,
        List<Words> joined,
        List<Group> groups,
        List<Words> addOns,
        List<Words> approvable,
        boolean hasOrganization,
        ExpiryPolicy expiry) {

    /** An aggregate with what it opens for this person. */
    public record Aggregate(Words words, int size, List<Group> groups) {}

    /** The policy's name, by which the page finds its sentence. */
    public String expiryName() {
        return expiry.wireName();
    }

    /** The policy's days; 0 when there is none. */
    public int expiryDays() {
        return expiry.afterDays().orElse(0);
    }

    static ConsentPage of(
            Challenge challenge, ScopeCatalog catalog, ScopeWords words, PageLanguage language, ExpiryPolicy expiry) {
        ScopeSet asked = challenge.asked(catalog);
        List<Aggregate> aggregates = new ArrayList<>();
        List<Scope> single = new ArrayList<>();
        for (ScopeName name : asked.names()) {
            catalog.aggregate(name).ifPresent(it -> aggregates.add(aggregate(it, challenge, catalog, words)));
            catalog.scope(name).ifPresent(single::add);
        }
        ScopeSet optional = challenge.optional(catalog);
        ScopeSet before = challenge.before(catalog);
        return new ConsentPage(
                Asker.of(challenge, language),
                challenge.redirectUri() == null ? "" : language.isolated(destination(challenge.redirectUri())),
                before(before, catalog, words),
                before.isEmpty()
                        && !asked.isEmpty()
                        && catalog.ofKind(ScopeKind.IDENTITY).containsAll(asked),
                asked.isEmpty(),
                aggregates,
                single.stream()
                        .filter(it -> optional.contains(it.name()) && !it.kind().isAddOn())
                        .map(words::of)
                        .toList(),
                words.groups(single.stream()
                        .filter(it -> !optional.contains(it.name()))
                        .toList()),
                single.stream().filter(it -> it.kind().isAddOn()).map(words::of).toList(),
                scopes(catalog.knownTexts(challenge.approvable()))
                        .map(words::of)
                        .toList(),
                challenge.organizationAlias().isPresent(),
                expiry);
    }

    private static Stream<Scope> scopes(ScopeSet set) {
        return set.names().stream().flatMap(name -> set.catalog().scope(name).stream());
    }

    private static List<String> before(ScopeSet carried, ScopeCatalog catalog, ScopeWords words) {
        return carried.names().stream()
                .flatMap(name -> Stream.concat(
                        catalog.aggregate(name).stream().map(words::of),
                        catalog.scope(name).stream().map(words::of)))
                .map(Words::title)
                .toList();
    }

    private static Aggregate aggregate(AggregateScope it, Challenge challenge, ScopeCatalog catalog, ScopeWords words) {
        ScopeSet opened = challenge.opened(catalog.setOf(List.of(it.name())));
        List<Scope> scopes = catalog.scopes().stream()
                .filter(scope -> opened.contains(scope.name()))
                .toList();
        return new Aggregate(words.of(it), scopes.size(), words.groups(scopes));
    }

    private static String destination(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getHost() == null ? redirectUri : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
