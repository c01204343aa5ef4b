package org.sparkall.consent.page;

import org.jspecify.annotations.Nullable;
import org.sparkall.consent.request.Challenge;
import org.sparkall.consent.viewer.Initials;
import org.sparkall.pages.PageLanguage;

/**
 * Who asks.
 *
 * @param name how it calls itself
 * @param description what it says of itself, perhaps nothing
 * @param initials stand for its logo
 * @param home its home page; null when it has none
 * @param policy its privacy policy; null when it has none
 * @param terms its terms of service; null when it has none
 * @param publisher who publishes it, as was verified; null when nobody has
 */
public record Asker(
        String name,
        String description,
        String initials,
        @Nullable String home,
        @Nullable String policy,
        @Nullable String terms,
        @Nullable String publisher) {

    /** Whether it names any page of its own. */
    public boolean hasPages() {
        return home != null || policy != null || terms != null;
    }

    static Asker of(Challenge challenge, PageLanguage language) {
        return new Asker(
                language.isolated(challenge.integrationName()),
                language.isolated(challenge.integrationDescription()),
                Initials.of(challenge.integrationName()),
                challenge.homeUri(),
                challenge.policyUri(),
                challenge.tosUri(),
                challenge.publisher() == null ? null : language.isolated(challenge.publisher()));
    }
}
