package org.sparkall.consent.apps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.viewer.Dates;
import org.sparkall.consent.viewer.ScopeWords;
import org.sparkall.consent.viewer.ScopeWords.Group;
import org.sparkall.consent.viewer.ScopeWords.Words;
import org.sparkall.pages.PageLanguage;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/**
 * An integration with all that there is to say of it.
 *
 * @param standing whether it has access
 * @param items what it can do, each as it was agreed to
 * @param waiting sensitive scopes that joined an aggregate and wait for the person's word
 * @param history what was said and done, newest first
 */
public record AppDetail(
        AppCard card, boolean standing, long revision, List<Item> items, List<Words> waiting, List<Entry> history) {

    /**
     * A scope that was agreed to.
     *
     * @param size how many scopes it opens; 0 when it is no aggregate
     * @param groups what it opens
     * @param approved whether an administrator granted it
     */
    public record Item(Words words, int size, List<Group> groups, boolean approved) {}

    /**
     * Something that was said or done.
     *
     * @param label what, in words
     * @param by who, in words
     * @param scopes what was agreed to afterwards
     * @param hasWords whether the words that the person read are kept
     */
    public record Entry(long revision, String at, String label, String by, List<String> scopes, boolean hasWords) {}

    static AppDetail of(
            Consent it,
            List<HistoryEntry> entries,
            ScopeCatalog rules,
            ScopeWords words,
            PageLanguage language,
            AppMessages in,
            Instant now) {
        ScopeSet granted = rules.knownTexts(it.scopes());
        Growth growth = new GrantRules(rules).growth(granted, rules.knownTexts(it.expanded()), it.complete());
        return new AppDetail(
                AppCard.of(it, rules, words, language, now),
                it.isGranted(),
                it.revision(),
                items(it, rules, growth.opened(), words),
                scopes(growth.waiting()).stream().map(words::of).toList(),
                entries.reversed().stream()
                        .map(entry -> entry(entry, rules, words, new Dates(language), in))
                        .toList());
    }

    private static List<Item> items(Consent it, ScopeCatalog rules, ScopeSet opened, ScopeWords words) {
        List<Item> items = new ArrayList<>();
        for (String text : it.scopes()) {
            ScopeName name = new ScopeName(text);
            rules.aggregate(name).ifPresent(aggregate -> {
                List<Scope> covered =
                        scopes(rules.concrete(rules.knownTexts(List.of(text))).intersection(opened));
                items.add(new Item(words.of(aggregate), covered.size(), words.groups(covered), false));
            });
            rules.scope(name)
                    .ifPresent(scope -> items.add(new Item(
                            words.of(scope),
                            0,
                            List.of(),
                            it.agreed().approved().contains(text))));
        }
        return items;
    }

    private static List<Scope> scopes(ScopeSet set) {
        return set.names().stream()
                .flatMap(name -> set.catalog().scope(name).stream())
                .toList();
    }

    private static Entry entry(HistoryEntry it, ScopeCatalog rules, ScopeWords words, Dates dates, AppMessages in) {
        return new Entry(
                it.revision(),
                dates.minute(it.happenedAt()),
                label(it, in),
                by(it, in),
                it.scopes().stream()
                        .map(name -> words.title(new ScopeName(name), rules).orElse(name))
                        .toList(),
                it.wording().isPresent());
    }

    private static String label(HistoryEntry it, AppMessages in) {
        if (it.reason().filter("undo"::equals).isPresent()) return in.eventUndone();
        return switch (it.event()) {
            case "consent.granted" -> in.eventGranted();
            case "consent.declined" -> in.eventDeclined();
            case "consent.narrowed" -> in.eventNarrowed();
            case "consent.expired" -> in.eventExpired();
            default -> in.eventWithdrawn();
        };
    }

    private static String by(HistoryEntry it, AppMessages in) {
        return switch (it.actor()) {
            case PERSON -> in.byPerson();
            case ADMINISTRATOR -> in.byAdministrator();
            case ORGANIZATION -> in.byOrganization();
            case SIGN_IN -> in.bySignIn();
            case INTEGRATION -> in.byIntegration();
            case EXPIRY -> in.byExpiry();
            case OPERATOR -> in.byOperator();
            case RESTORATION -> in.byRestoration();
        };
    }
}
