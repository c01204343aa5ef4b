package org.sparkall.auth.userinfo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.oauth2.sdk.token.TokenSchemeError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.token.PresentedToken;
import org.sparkall.auth.token.StandingTokens;

/** Lets in who shows a standing access token with {@code openid}, the bound ones with their proof (RFC 6750, RFC 9449 section 7). */
@ApplicationScoped
class UserInfoAccess {

    private static final String SCOPE = "openid";

    private final StandingTokens tokens;
    private final DpopProofs proofs;

    UserInfoAccess(StandingTokens tokens, DpopProofs proofs) {
        this.tokens = tokens;
        this.proofs = proofs;
    }

    /**
     * The token of a request.
     *
     * @throws ProtocolException {@code invalid_token}, {@code insufficient_scope}, {@code invalid_dpop_proof} or {@code use_dpop_nonce}, or
     *     without a code when there is no token at all
     */
    PresentedToken require(String method, UriInfo uri, HttpHeaders headers) {
        AccessToken shown = shown(headers);
        boolean dpop = shown instanceof DPoPAccessToken;
        StandingTokens.Found found = tokens.find(shown.getValue(), SCOPE)
                .orElseThrow(() -> refused(dpop ? dpop(DPoPTokenError.INVALID_TOKEN) : BearerTokenError.INVALID_TOKEN));
        PresentedToken token = found.token();
        // A bound token is no bearer token, and a bearer token is bound to nothing that could be proved.
        if (dpop != (token.dpopKey() != null)) {
            throw refused(dpop(DPoPTokenError.INVALID_TOKEN.setDescription("The token does not fit its scheme.")));
        }
        if (token.dpopKey() != null) {
            proofs.verifyForResource(method, uri, headers, shown.getValue(), token.clientId(), token.dpopKey());
        }
        if (!found.hasScope()) {
            TokenSchemeError error =
                    dpop ? dpop(DPoPTokenError.INSUFFICIENT_SCOPE) : BearerTokenError.INSUFFICIENT_SCOPE;
            throw refused(error.setScope(new Scope(SCOPE)));
        }
        return token;
    }

    private static AccessToken shown(HttpHeaders headers) {
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || authorization.isEmpty()) throw refused(BearerTokenError.MISSING_TOKEN);
        if (authorization.size() != 1) throw refused(BearerTokenError.INVALID_REQUEST);
        try {
            String value = authorization.getFirst();
            return value.regionMatches(true, 0, "DPoP ", 0, 5)
                    ? DPoPAccessToken.parse(value)
                    : BearerAccessToken.parse(value);
        } catch (ParseException e) {
            throw refused(
                    e.getErrorObject() instanceof TokenSchemeError error ? error : BearerTokenError.INVALID_REQUEST);
        }
    }

    private static DPoPTokenError dpop(DPoPTokenError error) {
        return error.setJWSAlgorithms(Set.copyOf(DpopProofs.ALGORITHMS));
    }

    private static ProtocolException refused(TokenSchemeError error) {
        return new ProtocolException(error);
    }
}
