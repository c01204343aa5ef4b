package org.sparkall.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page that says one thing: what is wrong, or what was done. */
public final class MessagePage {

    private MessagePage() {}

    @CheckedTemplate(basePath = "pages")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance message(String title, String explanation);
    }

    /** The page; what it says is escaped. */
    public static String html(String title, String explanation) {
        return Templates.message(title, explanation).render();
    }
}
