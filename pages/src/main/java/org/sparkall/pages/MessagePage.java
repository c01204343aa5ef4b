package org.sparkall.pages;

import io.quarkus.qute.Qute;
import java.util.Objects;

/** The page that says one thing: what is wrong, or what was done. */
public final class MessagePage {

    private static final String TEMPLATE = "pages/message";

    private MessagePage() {}

    /** The page; what it says is escaped. */
    public static String html(String title, String explanation) {
        return Objects.requireNonNull(Qute.engine().getTemplate(TEMPLATE), TEMPLATE)
                .data("title", title)
                .data("explanation", explanation)
                .render();
    }
}
