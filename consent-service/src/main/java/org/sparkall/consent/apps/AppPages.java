package org.sparkall.consent.apps;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.apps.AppTemplates.Undo;
import org.sparkall.consent.apps.OwnApps.ReadWords;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.receipt.Receipts;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.viewer.Dates;
import org.sparkall.consent.viewer.PageViewer;
import org.sparkall.consent.viewer.ScopeWords;
import org.sparkall.consent.viewer.SignInTargets;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.pages.PageAnswers;
import org.sparkall.pages.PageFrame;
import org.sparkall.pages.PageLanguage;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;

/** The pages of connected apps, in the language of whoever looks at them. */
@RequestScoped
class AppPages {

    private static final Duration UNDO = Duration.ofSeconds(10);

    private final OwnApps own;
    private final Receipts receipts;
    private final CurrentCatalog catalog;
    private final PageViewer viewer;
    private final SignInTargets targets;
    private final Clock clock = Clock.systemUTC();

    AppPages(OwnApps own, Receipts receipts, CurrentCatalog catalog, PageViewer viewer, SignInTargets targets) {
        this.own = own;
        this.receipts = receipts;
        this.catalog = catalog;
        this.viewer = viewer;
        this.targets = targets;
    }

    Response list(Notice notice) {
        PageLanguage language = viewer.language(null);
        ScopeCatalog rules = catalog.get();
        Instant now = clock.instant();
        List<Consent> all = own.all();
        return form(AppTemplates.list(
                frame(),
                account(language),
                cards(all.stream().filter(Consent::isGranted).toList(), rules, language, now),
                cards(all.stream().filter(it -> !it.isGranted()).toList(), rules, language, now),
                done(notice, language),
                undo(notice)));
    }

    private List<AppCard> cards(List<Consent> some, ScopeCatalog rules, PageLanguage language, Instant now) {
        ScopeWords words = words(language);
        return some.stream()
                .map(it -> AppCard.of(it, rules, words, language, now))
                .toList();
    }

    private ScopeWords words(PageLanguage language) {
        return new ScopeWords(catalog.texts(), language.locale());
    }

    Response detail(Consent it, Notice notice) {
        PageLanguage language = viewer.language(null);
        AppDetail app = AppDetail.of(
                it, own.history(it), catalog.get(), words(language), language, in(language), clock.instant());
        return form(AppTemplates.detail(frame(), account(language), app, done(notice, language), undo(notice)));
    }

    /** @param scope what alone is to be taken back; null for all */
    Response confirm(Consent it, @Nullable String scope) {
        PageLanguage language = viewer.language(null);
        AppCard card = AppCard.of(it, catalog.get(), words(language), language, clock.instant());
        String question = scope == null
                ? in(language).confirmAll(card.name())
                : in(language)
                        .confirmOne(
                                words(language)
                                        .title(new ScopeName(scope), catalog.get())
                                        .orElse(scope),
                                card.name());
        return form(AppTemplates.confirm(
                frame(),
                account(language),
                card,
                question,
                scope == null || it.scopes().size() == 1,
                scope));
    }

    Response words(Consent it, ReadWords read) {
        PageLanguage language = viewer.language(null);
        String title =
                in(language).wordsTitle(new Dates(language).minute(read.entry().happenedAt()));
        return page(
                200,
                AppTemplates.words(
                        frame(),
                        title,
                        read.wording().language(),
                        read.wording().html(),
                        "/apps/" + it.id()));
    }

    Response receipt(Consent it) {
        PageLanguage language = viewer.language(null);
        AppDetail app = AppDetail.of(
                it, own.history(it), catalog.get(), words(language), language, in(language), clock.instant());
        return page(200, AppTemplates.receipt(frame(), app.card(), receipts.of(it, language.tag()), app.history()));
    }

    Response notFound() {
        AppMessages in = in(viewer.language(null));
        return page(404, AppTemplates.message(frame(), in.notFound(), in.notFoundText(), "/apps", in.back()));
    }

    Response signedOut() {
        AppMessages in = in(viewer.language(null));
        return page(200, AppTemplates.message(frame(), in.signedOut(), in.signedOutText(), "/apps", in.signIn()));
    }

    private @Nullable String done(Notice notice, PageLanguage language) {
        AppMessages in = in(language);
        return app(notice.removed())
                .map(it -> it.isGranted() ? in.removedOne(name(it, language)) : in.removedAll(name(it, language)))
                .or(() -> app(notice.undone()).map(it -> in.undone(name(it, language))))
                .or(() -> app(notice.late()).map(it -> in.tooLate(name(it, language))))
                .orElse(null);
    }

    private Optional<Consent> app(@Nullable UUID id) {
        return id == null ? Optional.empty() : own.find(id);
    }

    private static String name(Consent it, PageLanguage language) {
        return language.isolated(it.integrationName());
    }

    /** What was taken back a moment ago by the person can be undone. */
    private @Nullable Undo undo(Notice notice) {
        return app(notice.removed()).map(this::undo).orElse(null);
    }

    private @Nullable Undo undo(Consent it) {
        HistoryEntry last = own.history(it).getLast();
        long left =
                UNDO.minus(Duration.between(last.happenedAt(), clock.instant())).toSeconds();
        boolean isTakenBack =
                last.event().equals("consent.withdrawn") || last.event().equals("consent.narrowed");
        return last.actor() == Actor.Kind.PERSON && isTakenBack && left > 0
                ? new Undo(it.id().toString(), it.revision(), left)
                : null;
    }

    private PageFrame frame() {
        return viewer.frame(viewer.language(null));
    }

    private @Nullable String account(PageLanguage language) {
        String name = viewer.name();
        return name == null ? null : language.isolated(name);
    }

    private Response form(TemplateInstance page) {
        return viewer.remember(PageAnswers.withScript(200, html(page), targets.get()));
    }

    private Response page(int status, TemplateInstance page) {
        return viewer.remember(PageAnswers.of(status, html(page)));
    }

    private String html(TemplateInstance page) {
        return page.setLocale(viewer.language(null).locale()).render();
    }

    private static AppMessages in(PageLanguage language) {
        return MessageBundles.get(AppMessages.class, Localized.Literal.of(language.tag()));
    }

    static Response see(String address) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", address)
                .header("Cache-Control", "no-store")
                .build();
    }
}
