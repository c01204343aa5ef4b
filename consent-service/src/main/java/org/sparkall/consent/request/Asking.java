package org.sparkall.consent.request;

import java.util.Optional;
import org.sparkall.consent.record.Consent;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/**
 * What of a request the person must be asked, and what they agreed to before: a grant grows, never silently.
 *
 * <ul>
 *   <li>The same or less needs no question, and gives just what was asked for: least privilege (rule R6).
 *   <li>Something new is asked for alone, and is given together with all that was granted before.
 *   <li>{@code include_granted_scopes} says otherwise: true gives what was granted before in any case, false never.
 *   <li>{@code prompt=consent} puts the whole request to the person again.
 * </ul>
 *
 * @param fresh what the person has not agreed to, in normal form
 * @param carried what they have, and the answer holds as well, in normal form
 */
record Asking(ScopeSet fresh, ScopeSet carried) {

    static Asking of(ScopeCatalog rules, ConsentRequest request, Optional<Consent> standing) {
        ScopeSet asked = rules.knownTexts(request.scopes());
        ScopeSet had = standing.map(it -> rules.knownTexts(it.scopes())).orElseGet(rules::none);
        boolean always = Boolean.TRUE.equals(request.includeGranted());
        if (Boolean.TRUE.equals(request.askAgain())) {
            return new Asking(asked, always ? had.minus(asked) : rules.none());
        }
        ScopeSet fresh = asked.minus(rules.expand(had));
        boolean grows = !fresh.isEmpty() && !Boolean.FALSE.equals(request.includeGranted());
        ScopeSet kept = asked.minus(fresh);
        return new Asking(fresh, rules.normalize(always || grows ? kept.union(had) : kept));
    }

    /** Whether there is nothing to ask. */
    boolean isAnswered() {
        return fresh.isEmpty();
    }
}
