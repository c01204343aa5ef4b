package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GrantType;
import jakarta.enterprise.context.ApplicationScoped;
import org.sparkall.auth.grant.CodeRedemption;
import org.sparkall.auth.grant.CodeRedemption.Redeemed;
import org.sparkall.auth.grant.CodeRedemption.Redemption;
import org.sparkall.auth.secret.Secret;

/** The authorization code grant (RFC 6749 section 4.1.3, RFC 7636). */
@ApplicationScoped
class CodeGrants implements GrantTypeHandler {

    private final CodeRedemption codes;
    private final TokenAnswers answers;

    CodeGrants(CodeRedemption codes, TokenAnswers answers) {
        this.codes = codes;
        this.answers = answers;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public AccessTokenResponse answer(TokenCall call) {
        AuthorizationCodeGrant grant = (AuthorizationCodeGrant) call.grant();
        if (grant.getCodeVerifier() == null) throw TokenErrors.invalidGrant("The code_verifier is missing.");
        if (grant.getRedirectionURI() == null) throw TokenErrors.invalidGrant("The redirect_uri is missing.");
        Redeemed redeemed = codes.redeem(new Redemption(
                call.client().clientId(),
                new Secret(grant.getAuthorizationCode().getValue()),
                grant.getRedirectionURI().toString(),
                grant.getCodeVerifier(),
                call.dpopKey(),
                call.refreshKey()));
        return answers.firstTokens(call, TokenErrors.require(redeemed.outcome()), redeemed.nonce());
    }
}
