package org.sparkall.consent.apps;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.receipt.Receipt;
import org.sparkall.pages.PageFrame;

/** The pages' templates. */
@CheckedTemplate(basePath = "AppTemplates", defaultName = CheckedTemplate.ELEMENT_NAME)
final class AppTemplates {

    private AppTemplates() {}

    static native TemplateInstance list(
            PageFrame frame,
            @Nullable String account,
            List<AppCard> standing,
            List<AppCard> ended,
            @Nullable String done,
            @Nullable Undo undo);

    static native TemplateInstance detail(
            PageFrame frame, @Nullable String account, AppDetail app, @Nullable String done, @Nullable Undo undo);

    static native TemplateInstance confirm(
            PageFrame frame,
            @Nullable String account,
            AppCard app,
            String question,
            boolean all,
            @Nullable String scope);

    static native TemplateInstance words(PageFrame frame, String title, String language, String words, String back);

    static native TemplateInstance receipt(
            PageFrame frame, AppCard app, Receipt receipt, List<AppDetail.Entry> history);

    static native TemplateInstance message(
            PageFrame frame, String title, String text, @Nullable String address, @Nullable String label);

    /**
     * What can be undone for a moment.
     *
     * @param revision the revision that took something back
     * @param seconds how long it can be undone
     */
    record Undo(String id, long revision, long seconds) {}
}
