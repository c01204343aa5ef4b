package org.sparkall.consent.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.history.Wording;
import org.sparkall.consent.logo.Logos;
import org.sparkall.consent.record.ExpiryTerms;
import org.sparkall.consent.request.Challenge;
import org.sparkall.consent.request.ConsentSettings;
import org.sparkall.consent.viewer.ScopeWords;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.pages.PageFrame;
import org.sparkall.pages.PageLanguage;

/** The pages in the languages they are written in. */
@ApplicationScoped
class ConsentPages {

    private final CurrentCatalog catalog;
    private final ExpiryTerms expiry;
    private final Logos logos;
    private final ConsentSettings settings;
    private final Clock clock = Clock.systemUTC();

    ConsentPages(CurrentCatalog catalog, ExpiryTerms expiry, Logos logos, ConsentSettings settings) {
        this.catalog = catalog;
        this.expiry = expiry;
        this.logos = logos;
        this.settings = settings;
    }

    /** The templates. */
    @CheckedTemplate(basePath = "ConsentPages", defaultName = CheckedTemplate.ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance words(ConsentPage page);

        static native TemplateInstance consent(
                PageFrame frame,
                String title,
                @Nullable String account,
                String switchAddress,
                String action,
                boolean changed,
                @Nullable String logo,
                String words,
                String challenge,
                String hash,
                long minutes,
                @Nullable String report);

        static native TemplateInstance preview(PageFrame frame, String title, @Nullable String logo, String words);

        static native TemplateInstance message(
                PageFrame frame, String title, String text, @Nullable String address, String label);
    }

    /** The page's words, which are the same for everybody who is asked the same. */
    Wording words(Challenge challenge, PageLanguage language) {
        ConsentPage page = ConsentPage.of(
                challenge,
                catalog.get(),
                new ScopeWords(catalog.texts(), language.locale()),
                language,
                expiry.policy());
        return new Wording(
                language.tag(),
                ConsentMessages.TEXT_VERSION,
                Templates.words(page).setLocale(language.locale()).render());
    }

    /**
     * The page on which the person answers.
     *
     * @param sealed the challenge as the browser carries it
     * @param account what the person is called; null when nobody knows
     * @param changed whether they are shown it again because its words have changed
     */
    String question(
            Challenge challenge,
            String sealed,
            @Nullable String account,
            boolean changed,
            PageLanguage language,
            PageFrame frame) {
        Wording words = words(challenge, language);
        Duration left = Duration.between(clock.instant(), challenge.expiresAt());
        return Templates.consent(
                        frame,
                        title(challenge, language),
                        account == null ? null : language.isolated(account),
                        address("/consent/switch", sealed),
                        address("/consent", sealed),
                        changed,
                        logos.address(challenge.logoUri()),
                        words.html(),
                        sealed,
                        words.hash(),
                        Math.max(1, left.plusSeconds(30).toMinutes()),
                        report(challenge))
                .setLocale(language.locale())
                .render();
    }

    /** The page as people will see it, without a way to answer. */
    String preview(Challenge challenge, PageLanguage language, PageFrame frame) {
        return Templates.preview(
                        frame,
                        title(challenge, language),
                        logos.address(challenge.logoUri()),
                        words(challenge, language).html())
                .setLocale(language.locale())
                .render();
    }

    /**
     * A page that says one thing.
     *
     * @param address where it leads on; null when it does not
     */
    static String message(PageFrame frame, String title, String text, @Nullable String address, String label) {
        return Templates.message(frame, title, text, address, label)
                .setLocale(frame.lang())
                .render();
    }

    /** The words in a language. */
    static ConsentMessages in(PageLanguage language) {
        return MessageBundles.get(ConsentMessages.class, Localized.Literal.of(language.tag()));
    }

    private @Nullable String report(Challenge challenge) {
        return settings.reportUrl()
                .map(it -> UriBuilder.fromUri(it)
                        .queryParam("client_id", challenge.clientId())
                        .build()
                        .toString())
                .orElse(null);
    }

    private static String title(Challenge challenge, PageLanguage language) {
        String name = language.isolated(challenge.integrationName());
        return challenge.scopes().isEmpty()
                ? in(language).titleApproval(name)
                : in(language).titleAsks(name);
    }

    static String address(String path, String sealed) {
        return UriBuilder.fromPath(path).queryParam("challenge", sealed).build().toString();
    }
}
