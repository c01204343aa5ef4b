package org.sparkall.auth.integration;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.SelectionRules;
import org.sparkall.scope.SelectionVerdict;
import org.sparkall.telemetry.Refusals;

/** Judges the scopes of a request, whichever way it comes in (rules R3 and R6). */
@ApplicationScoped
public class ScopeJudge {

    private final CurrentCatalog catalog;
    private final Refusals refusals;

    ScopeJudge(CurrentCatalog catalog, Refusals refusals) {
        this.catalog = catalog;
        this.refusals = refusals;
    }

    /**
     * The scopes in normal form.
     *
     * @param requested the scope parameter; null when there was none
     * @throws ProtocolException {@code invalid_scope}, naming every scope that breaks a rule
     */
    public List<String> judge(Integration integration, @Nullable Scope requested) {
        ScopeCatalog rules = catalog.get();
        List<String> scopes = requested == null ? List.of() : requested.toStringList();
        SelectionVerdict verdict = new SelectionRules(rules)
                .judgeRequest(rules.knownTexts(integration.profile().scopes()), scopes);
        return switch (verdict) {
            case SelectionVerdict.Rejected it -> {
                refusals.count(it);
                throw new ProtocolException(invalidScope(it));
            }
            case SelectionVerdict.Accepted it -> it.normalized().wireNames();
        };
    }

    private static ErrorObject invalidScope(SelectionVerdict.Rejected verdict) {
        return OAuth2Error.INVALID_SCOPE.setDescription(verdict.violations().stream()
                .map(it -> it.scopes().isEmpty() ? it.message() : String.join(" ", it.scopes()) + ": " + it.message())
                .map(ErrorObject::removeIllegalChars)
                .collect(Collectors.joining(" ")));
    }
}
