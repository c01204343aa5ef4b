package org.sparkall.scope;

/**
 * One scope that stands for many user scopes, such as {@code spark:all} for all of them (rule R1).
 *
 * @param name its name on the wire
 * @param covers which scopes it stands for; never admin or compliance scopes (rule R2)
 * @param title a few plain words for the consent page
 * @param description one sentence for the consent page
 */
public record AggregateScope(ScopeName name, Coverage covers, String title, String description) {

    /**
     * @throws IllegalArgumentException when a text is blank
     */
    public AggregateScope {
        if (title.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException("aggregate " + name + " needs a title and a description");
        }
    }
}
