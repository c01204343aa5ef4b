package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Uses a page as people do who have no mouse: with Tab, Enter and Space. */
final class Keyboard {

    private static final int MOST_STOPS = 200;

    private Keyboard() {}

    /** Goes on with Tab until this is reached, sees on the way where it is, and presses a key there. */
    static void press(Page page, String selector, String key) {
        for (int i = 0; i < MOST_STOPS; i++) {
            page.keyboard().press("Tab");
            boolean isThere = Boolean.TRUE.equals(
                    page.evaluate("selector => document.activeElement.matches(selector)", selector));
            if (!isThere) continue;
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .as("focus is seen at %s", selector)
                    .isEqualTo("solid");
            page.keyboard().press(key);
            return;
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }
}
