package org.sparkall.consent.apps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.State;
import org.sparkall.consent.viewer.Dates;
import org.sparkall.consent.viewer.Initials;
import org.sparkall.consent.viewer.ScopeWords;
import org.sparkall.consent.viewer.ScopeWords.Words;
import org.sparkall.pages.PageLanguage;
import org.sparkall.scope.ScopeCatalog;

/**
 * An integration in the list.
 *
 * @param aggregates the aggregates it was given, such as full access
 * @param others how many scopes it was given by their own names
 * @param since since when it has access, or when that ended
 * @param lastUsed when it was last used; null when it was not yet
 * @param endsAt when its access ends by itself; null when it does not
 * @param declined whether it never had access
 * @param idle whether it has not been used for a long time
 */
public record AppCard(
        String id,
        String name,
        String initials,
        List<String> aggregates,
        int others,
        String since,
        @Nullable String lastUsed,
        @Nullable String endsAt,
        boolean declined,
        boolean idle) {

    private static final Duration LONG = Duration.ofDays(90);

    static AppCard of(Consent it, ScopeCatalog rules, ScopeWords words, PageLanguage language, Instant now) {
        Dates dates = new Dates(language);
        List<String> aggregates = rules.aggregatesIn(rules.knownTexts(it.scopes())).names().stream()
                .flatMap(name -> rules.aggregate(name).stream())
                .map(words::of)
                .map(Words::title)
                .toList();
        Consent.Life life = it.life();
        Instant lastSign = life.lastUsedAt().or(life::grantedAt).orElse(life.changedAt());
        return new AppCard(
                it.id().toString(),
                language.isolated(it.integrationName()),
                Initials.of(it.integrationName()),
                aggregates,
                it.scopes().size() - aggregates.size(),
                dates.day(life.grantedAt().orElse(life.changedAt())),
                life.lastUsedAt().map(dates::day).orElse(null),
                life.expiresAt().map(dates::day).orElse(null),
                it.state() == State.DECLINED,
                it.isGranted() && lastSign.plus(LONG).isBefore(now));
    }
}
