package org.sparkall.scope;

/**
 * One scope that stands for every scope of a kind, such as {@code spark:all} for the user scopes (rule R1).
 *
 * @param name its name on the wire
 * @param covers the kind whose scopes it stands for; never admin or compliance (rule R2)
 * @param title a few plain words for the consent page
 * @param description one sentence for the consent page
 */
public record AggregateScope(ScopeName name, ScopeKind covers, String title, String description) {

    /**
     * @throws IllegalArgumentException when a text is blank or the aggregate would cover more than user scopes
     */
    public AggregateScope {
        if (covers != ScopeKind.USER) {
            throw new IllegalArgumentException("aggregate " + name + " may cover user scopes only");
        }
        if (title.isBlank() || description.isBlank()) {
            throw new IllegalArgumentException("aggregate " + name + " needs a title and a description");
        }
    }
}
