package org.sparkall.scope;

import java.time.Instant;
import java.util.Optional;

/**
 * One permission that a person can grant.
 *
 * @param name its name on the wire
 * @param kind whose power it is
 * @param group where it stands on a page, with its likes
 * @param title a few plain words for the consent page
 * @param description one sentence for the consent page
 * @param sensitive whether a standing grant must wait for the person's word before this scope joins it
 * @param since the catalog version that brought it, 1 or more
 * @param deprecatedAt since when it is on its way out; empty when it is not. Grants of it stand until it is removed
 */
public record Scope(
        ScopeName name,
        ScopeKind kind,
        String group,
        String title,
        String description,
        boolean sensitive,
        int since,
        Optional<Instant> deprecatedAt) {

    /**
     * @throws IllegalArgumentException when a text is blank or the version below 1
     */
    public Scope {
        if (group.isBlank() || title.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException("scope " + name + " needs a group, a title and a description");
        }
        if (since < 1)
            throw new IllegalArgumentException("scope " + name + " must say since which version it is there");
    }
}
