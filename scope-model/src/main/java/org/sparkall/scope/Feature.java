package org.sparkall.scope;

import java.util.List;

/**
 * Something an integration does that needs certain scopes, such as calling, which needs {@code spark:all} (rule R5).
 *
 * @param name its name on the wire
 * @param requires the scopes it needs, each of them
 * @param title a few plain words
 * @param description one sentence
 */
public record Feature(String name, List<ScopeName> requires, String title, String description) {

    /**
     * @throws IllegalArgumentException when the name is blank or nothing is required
     */
    public Feature {
        requires = List.copyOf(requires);
        if (name.isBlank()) throw new IllegalArgumentException("a feature needs a name");
        if (requires.isEmpty()) throw new IllegalArgumentException("feature " + name + " must require a scope");
    }
}
