package org.sparkall.consent.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages show. */
final class AdminViews {

    private AdminViews() {}

    /**
     * An integration.
     *
     * @param people how many people agree to it
     * @param aggregates the aggregates that any of them agreed to, such as full access
     * @param others how many other scopes
     * @param lastGranted when somebody last connected it; null when nobody did
     * @param rule what the organisation says of it, in words
     * @param ruleName the same by its name; empty for nothing
     * @param reason why; null when nobody said
     */
    record Card(
            String clientId,
            String name,
            String description,
            String initials,
            long people,
            List<String> aggregates,
            int others,
            @Nullable String lastGranted,
            String rule,
            String ruleName,
            @Nullable String reason) {}

    /** How many people agreed to a scope. */
    record Use(String title, long people) {}

    /**
     * A request that waits.
     *
     * @param person the first letters of the subject of who asks: enough to tell them apart
     */
    record Request(
            String id,
            String app,
            String person,
            String asked,
            @Nullable String justification,
            List<Wish> scopes) {}

    /**
     * A scope that is asked for.
     *
     * @param held whether the administrator holds it themselves
     */
    record Wish(String name, String title, String description, boolean sensitive, boolean held) {}
}
