package org.sparkall.consent.admin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.admin.AdminViews.Card;
import org.sparkall.consent.admin.AdminViews.Request;
import org.sparkall.consent.admin.AdminViews.Use;
import org.sparkall.consent.ending.Ending;
import org.sparkall.pages.PageFrame;

/** The pages' templates. */
@CheckedTemplate(basePath = "AdminTemplates", defaultName = CheckedTemplate.ELEMENT_NAME)
final class AdminTemplates {

    private AdminTemplates() {}

    static native TemplateInstance list(
            PageFrame frame,
            @Nullable String account,
            String title,
            List<Card> apps,
            @Nullable String next,
            int pending,
            boolean approvalRequired,
            @Nullable String done);

    static native TemplateInstance detail(
            PageFrame frame, @Nullable String account, Card app, List<Use> uses, @Nullable String done);

    static native TemplateInstance confirm(
            PageFrame frame, @Nullable String account, Card app, String question, boolean block);

    static native TemplateInstance requests(
            PageFrame frame, @Nullable String account, List<Request> requests, @Nullable String done);

    static native TemplateInstance ending(
            PageFrame frame, @Nullable String account, Ending work, @Nullable String name);

    static native TemplateInstance message(
            PageFrame frame, @Nullable String account, String title, String text, @Nullable String address);
}
