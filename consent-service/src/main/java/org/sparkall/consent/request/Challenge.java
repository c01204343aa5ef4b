package org.sparkall.consent.request;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;
import org.sparkall.seal.Expiring;
import org.sparkall.telemetry.TraceParent;

/**
 * A question on its way to a person. It travels sealed through the browser; nothing is stored before the person answers.
 *
 * @param id good for one answer
 * @param redirectUri where the browser ends up; null when a device waits for the answer
 * @param scopes what is asked for: only what the person has not agreed to before
 * @param carried what they agreed to before, and the answer is to hold as well
 * @param withheld the scopes under both, and under any aggregate, that the person does not hold; usually none
 * @param approvable add-ons of the request that only an administrator can grant
 * @param trace where the trace of the grant goes on; null when it has none
 * @param expiresAt from when it is too late to answer
 */
@RegisterForReflection
public record Challenge(
        UUID id,
        String reference,
        String person,
        @Nullable String organization,
        String clientId,
        String integrationName,
        String integrationDescription,
        @Nullable String logoUri,
        @Nullable String homeUri,
        @Nullable String policyUri,
        @Nullable String tosUri,
        @Nullable String publisher,
        @Nullable String redirectUri,
        @Nullable String uiLocales,
        List<String> scopes,
        List<String> carried,
        List<String> withheld,
        List<String> approvable,
        int catalogVersion,
        String returnUri,
        @Nullable TraceParent trace,
        Instant expiresAt)
        implements Expiring {

    public Challenge {
        scopes = List.copyOf(scopes);
        carried = List.copyOf(carried);
        withheld = List.copyOf(withheld);
        approvable = List.copyOf(approvable);
    }

    public Optional<String> organizationAlias() {
        return Optional.ofNullable(organization);
    }

    /** What is asked for, as a set of the catalog it was judged by. */
    public ScopeSet asked(ScopeCatalog catalog) {
        return catalog.knownTexts(scopes);
    }

    /** What the answer holds beside, as far as it still stands then. */
    public ScopeSet before(ScopeCatalog catalog) {
        return catalog.knownTexts(carried);
    }

    /** What of it the person may leave out, line by line: add-ons (rule R2), and what joined an aggregate they agreed to before. */
    public ScopeSet optional(ScopeCatalog catalog) {
        ScopeSet asked = asked(catalog);
        return asked.intersection(catalog.addOns())
                .union(asked.intersection(catalog.concrete(catalog.aggregatesIn(before(catalog)))));
    }

    /** The scopes that the person holds, as far as the answer can open them; never what they cannot have seen on the page. */
    public ScopeSet held(ScopeCatalog catalog) {
        List<ScopeName> all = catalog.scopes().stream()
                .filter(it -> !it.sensitive() || it.since() <= catalogVersion)
                .map(Scope::name)
                .toList();
        return catalog.setOf(all).minus(catalog.knownTexts(withheld));
    }

    /** The scopes that agreeing to these would open for the person. */
    public ScopeSet opened(ScopeSet agreed) {
        ScopeCatalog catalog = agreed.catalog();
        return new GrantRules(catalog).usable(agreed, held(catalog));
    }
}
