package org.sparkall.auth.grant;

import java.util.List;
import java.util.UUID;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/**
 * A person's consent at one revision, as far as this grant makes use of it.
 *
 * @param scopes the scopes granted, in normal form
 * @param expanded the scopes that opens for the person
 * @param complete whether they hold all that its aggregates cover: only then may what is new join (rule R7)
 */
public record ConsentSnapshot(
        UUID consentId,
        long revision,
        int catalogVersion,
        List<String> scopes,
        List<String> expanded,
        boolean complete) {

    public ConsentSnapshot {
        scopes = List.copyOf(scopes);
        expanded = List.copyOf(expanded);
    }

    /** The same, of a person who holds these scopes. */
    public ConsentSnapshot of(ScopeSet held) {
        ScopeCatalog rules = held.catalog();
        boolean holdsAll = new GrantRules(rules).isComplete(rules.knownTexts(scopes), held);
        return new ConsentSnapshot(consentId, revision, catalogVersion, scopes, expanded, holdsAll);
    }
}
