package org.sparkall.consent.request;

import java.util.Optional;
import org.sparkall.consent.record.Consent;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
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
 *   <li>What an administrator has approved for this person is given when it is asked for, and needs no question.
 *   <li>A sensitive scope that joined an aggregate since is asked for when the aggregate is, unless no page may be shown.
 * </ul>
 *
 * @param fresh what the person has not agreed to, in normal form
 * @param carried what they have, and the answer holds as well, in normal form
 */
record Asking(ScopeSet fresh, ScopeSet carried) {

    static Asking of(ScopeCatalog rules, ConsentRequest request, Optional<Consent> standing) {
        ScopeSet approved = standing.map(it -> rules.knownTexts(it.agreed().approved()))
                .orElseGet(rules::none)
                .intersection(rules.knownTexts(request.beyondReach()));
        ScopeSet asked = rules.knownTexts(request.scopes()).union(approved);
        ScopeSet had = standing.map(it -> rules.knownTexts(it.scopes())).orElseGet(rules::none);
        boolean always = Boolean.TRUE.equals(request.includeGranted());
        if (Boolean.TRUE.equals(request.askAgain())) {
            return new Asking(asked.minus(approved), always ? had.minus(asked).union(approved) : approved);
        }
        ScopeSet waiting = Boolean.TRUE.equals(request.silent())
                ? rules.none()
                : standing.map(it -> grown(rules, it, rules.knownTexts(request.grantable()))
                                .waiting()
                                .intersection(rules.concrete(asked)))
                        .orElseGet(rules::none);
        ScopeSet fresh = asked.minus(rules.expand(had)).union(waiting);
        boolean grows = !fresh.isEmpty() && !Boolean.FALSE.equals(request.includeGranted());
        ScopeSet kept = asked.minus(fresh);
        return new Asking(fresh, rules.normalize(always || grows ? kept.union(had) : kept));
    }

    /** Whether there is nothing to ask. */
    boolean isAnswered() {
        return fresh.isEmpty() && !carried.isEmpty();
    }

    /** What became of a standing consent as the catalog grew, for somebody of whom it is known what they hold. */
    static Growth grown(ScopeCatalog rules, Consent consent, ScopeSet held) {
        Growth growth = new GrantRules(rules)
                .growth(rules.knownTexts(consent.scopes()), rules.knownTexts(consent.expanded()), true);
        ScopeSet usable = held.union(rules.knownTexts(consent.agreed().approved()));
        return new Growth(growth.opened().intersection(usable), growth.waiting().intersection(held));
    }
}
