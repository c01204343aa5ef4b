package org.sparkall.auth.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.sparkall.auth.portal.IntegrationCard.Card;

/** The portal's pages. */
@CheckedTemplate(basePath = "portal")
final class Pages {

    private Pages() {}

    static native TemplateInstance list(List<Card> cards, String next, String notice);

    static native TemplateInstance form(
            String heading,
            String action,
            String back,
            boolean isNew,
            IntegrationForm form,
            ScopePicker picker,
            FormProblems problems,
            String token);

    static native TemplateInstance detail(
            Card card,
            List<IntegrationCard.Permission> permissions,
            List<Snippet> snippets,
            List<Snippet> apis,
            String notice,
            String token);

    static native TemplateInstance secret(Card card, String heading, String secret);

    static native TemplateInstance confirm(
            Card card,
            String heading,
            List<String> consequences,
            String action,
            String button,
            boolean isGrave,
            String token);

    static native TemplateInstance attempt(TryPage page, String token);

    static native TemplateInstance tried(TriedPage page);

    static native TemplateInstance signedOut();

    static native TemplateInstance message(String heading, String explanation);
}
