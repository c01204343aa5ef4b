package org.sparkall.consent.admin;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.admin.AdminViews.Card;
import org.sparkall.consent.admin.AdminViews.Request;
import org.sparkall.consent.admin.AdminViews.Use;
import org.sparkall.consent.admin.AdminViews.Wish;
import org.sparkall.consent.admin.OrganizationApi.InUse;
import org.sparkall.consent.approval.ApprovalRequest;
import org.sparkall.consent.ending.Ending;
import org.sparkall.consent.tally.Tallies.Tally;
import org.sparkall.consent.viewer.Dates;
import org.sparkall.consent.viewer.Initials;
import org.sparkall.consent.viewer.PageViewer;
import org.sparkall.consent.viewer.ScopeWords;
import org.sparkall.consent.viewer.SignInTargets;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.pages.PageAnswers;
import org.sparkall.pages.PageFrame;
import org.sparkall.pages.PageLanguage;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/** The administrators' pages, in the language of whoever looks at them. */
@RequestScoped
class AdminPages {

    private static final int SHOWN_OF_SUBJECT = 8;

    private final CurrentCatalog catalog;
    private final PageViewer viewer;
    private final SignInTargets targets;

    AdminPages(CurrentCatalog catalog, PageViewer viewer, SignInTargets targets) {
        this.catalog = catalog;
        this.viewer = viewer;
        this.targets = targets;
    }

    Response list(
            String organization,
            List<InUse> apps,
            Map<String, Tally> tallies,
            @Nullable String next,
            int pending,
            boolean approvalRequired,
            @Nullable String done) {
        List<Card> cards = apps.stream()
                .map(it -> card(it, tallies.getOrDefault(it.clientId(), new Tally(it.clientId(), 0, Map.of()))))
                .toList();
        return form(AdminTemplates.list(
                frame(),
                account(),
                in().title(language().isolated(organization)),
                cards,
                next,
                pending,
                approvalRequired,
                done(done)));
    }

    Response detail(InUse app, Tally tally, @Nullable String done) {
        return form(AdminTemplates.detail(frame(), account(), card(app, tally), uses(tally), done(done)));
    }

    Response confirm(InUse app, Tally tally, boolean block) {
        Card card = card(app, tally);
        String question = block ? in().confirmBlock(card.name()) : in().confirmEnd(card.name());
        return form(AdminTemplates.confirm(frame(), account(), card, question, block));
    }

    /** @param held what the administrator may approve */
    Response requests(List<ApprovalRequest> requests, ScopeSet held, @Nullable String done) {
        return form(AdminTemplates.requests(
                frame(),
                account(),
                requests.stream().map(it -> request(it, held)).toList(),
                done(done)));
    }

    Response ending(Ending work, Optional<InUse> app) {
        TemplateInstance page = AdminTemplates.ending(
                frame(),
                account(),
                work,
                app.map(it -> language().isolated(it.name())).orElse(null));
        return viewer.remember(PageAnswers.withScript(200, html(page), targets.get()));
    }

    Response forbidden() {
        return message(403, in().forbidden(), in().forbiddenText(), null);
    }

    Response unavailable() {
        return message(503, in().unavailable(), in().unavailableText(), "/admin/apps");
    }

    Response notFound() {
        return message(404, in().notFound(), in().notFoundText(), "/admin/apps");
    }

    /** @param address where all integrations are; null for those who may not see them */
    private Response message(int status, String title, String text, @Nullable String address) {
        return page(status, AdminTemplates.message(frame(), account(), title, text, address));
    }

    private Card card(InUse it, Tally tally) {
        ScopeCatalog rules = catalog.get();
        ScopeWords words = words();
        List<String> aggregates = rules
                .aggregatesIn(rules.knownTexts(tally.byScope().keySet()))
                .names()
                .stream()
                .flatMap(name -> rules.aggregate(name).stream())
                .map(words::of)
                .map(ScopeWords.Words::title)
                .toList();
        String rule = it.rule() == null ? "" : it.rule().rule();
        return new Card(
                it.clientId(),
                language().isolated(it.name()),
                language().isolated(it.description()),
                Initials.of(it.name()),
                Math.max(tally.people(), it.people()),
                aggregates,
                tally.byScope().size() - aggregates.size(),
                it.lastGrantedAt() == null ? null : dates().day(it.lastGrantedAt()),
                switch (rule) {
                    case "approved" -> in().ruleApproved();
                    case "pre_approved" -> in().rulePreApproved();
                    case "blocked" -> in().ruleBlocked();
                    default -> in().ruleNone();
                },
                rule,
                it.rule() == null ? null : it.rule().reason());
    }

    private List<Use> uses(Tally tally) {
        ScopeCatalog rules = catalog.get();
        ScopeWords words = words();
        return tally.byScope().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(it ->
                        new Use(words.title(new ScopeName(it.getKey()), rules).orElse(it.getKey()), it.getValue()))
                .toList();
    }

    private Request request(ApprovalRequest it, ScopeSet held) {
        ScopeCatalog rules = catalog.get();
        ScopeWords words = words();
        List<Wish> wishes = rules.knownTexts(it.scopes()).names().stream()
                .flatMap(name -> rules.scope(name).stream())
                .map(scope -> {
                    ScopeWords.Words said = words.of(scope);
                    return new Wish(
                            said.name(),
                            said.title(),
                            said.description(),
                            said.sensitive(),
                            held.contains(scope.name()));
                })
                .toList();
        return new Request(
                it.id().toString(),
                language().isolated(it.integrationName()),
                it.personName()
                        .map(language()::isolated)
                        .orElseGet(() -> it.person()
                                .substring(
                                        0,
                                        Math.min(SHOWN_OF_SUBJECT, it.person().length()))),
                dates().minute(it.requestedAt()),
                it.justification().map(language()::isolated).orElse(null),
                wishes);
    }

    private ScopeWords words() {
        return new ScopeWords(catalog.texts(), language().locale());
    }

    /** Only what these pages themselves say was done is said. */
    private @Nullable String done(@Nullable String what) {
        return switch (String.valueOf(what)) {
            case "saved" -> in().saved();
            case "approved" -> in().approved();
            case "refused" -> in().refused();
            case "not-pending" -> in().notPending();
            case "choose" -> in().chooseOne();
            default -> null;
        };
    }

    private PageLanguage language() {
        return viewer.language(null);
    }

    private Dates dates() {
        return new Dates(language());
    }

    private PageFrame frame() {
        return viewer.frame(language());
    }

    private @Nullable String account() {
        String name = viewer.name();
        return name == null ? null : language().isolated(name);
    }

    private Response form(TemplateInstance page) {
        return page(200, page);
    }

    private Response page(int status, TemplateInstance page) {
        return viewer.remember(PageAnswers.withForm(status, html(page), targets.get()));
    }

    private String html(TemplateInstance page) {
        return page.setLocale(language().locale()).render();
    }

    private AdminMessages in() {
        return MessageBundles.get(
                AdminMessages.class, Localized.Literal.of(language().tag()));
    }
}
