package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.GrantOutcome;
import org.sparkall.auth.grant.RefreshTokens;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;

/** The refresh token grant (RFC 6749 section 6). */
@ApplicationScoped
class RefreshGrants implements GrantTypeHandler {

    private final RefreshTokens refreshTokens;
    private final TokenAnswers answers;
    private final GrantedScopes scopes;
    private final CurrentCatalog catalog;

    RefreshGrants(RefreshTokens refreshTokens, TokenAnswers answers, GrantedScopes scopes, CurrentCatalog catalog) {
        this.refreshTokens = refreshTokens;
        this.answers = answers;
        this.scopes = scopes;
        this.catalog = catalog;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public AccessTokenResponse answer(TokenCall call) {
        String clientId = call.client().clientId();
        Secret token =
                new Secret(((RefreshTokenGrant) call.grant()).getRefreshToken().getValue());
        // A refused request leaves the token as it was.
        GrantOutcome.Standing standing = TokenErrors.require(
                refreshTokens.rotate(clientId, token, call.dpopKey(), grant -> requireWithin(call, grant)));
        // It may have shrunk in between.
        GrantedScope now = scope(call, standing.grant()).orElse(GrantedScope.NONE);
        return answers.tokens(call, standing, now, null);
    }

    /** Refuses what the grant does not hold. */
    private void requireWithin(TokenCall call, Grant grant) {
        answers.audience(call, grant);
        if (scope(call, grant).isEmpty()) throw TokenErrors.invalidScope("The scope goes beyond what was granted.");
    }

    /** What of the grant is asked for; empty when that is more than there is. */
    private Optional<GrantedScope> scope(TokenCall call, Grant grant) {
        ScopeCatalog rules = catalog.get();
        GrantedScope all = scopes.of(rules, grant, call.client().profile().scopes());
        if (call.scope() == null || all.compact().isEmpty()) return Optional.of(all);
        return all.narrowedTo(rules, call.scope().toStringList());
    }
}
