package org.sparkall.auth.userinfo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.token.PresentedToken;
import org.sparkall.auth.token.ShownToken;
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
     * @param body what was posted; null when there is none
     * @throws ProtocolException {@code invalid_token}, {@code insufficient_scope}, {@code invalid_dpop_proof} or {@code use_dpop_nonce}, or
     *     without a code when there is no token at all
     */
    PresentedToken require(String method, UriInfo uri, HttpHeaders headers, @Nullable String body) {
        ShownToken shown = ShownToken.of(headers, body);
        StandingTokens.Found found = tokens.find(shown.value(), SCOPE).orElseThrow(shown::invalid);
        PresentedToken token = found.token();
        shown.prove(proofs, method, uri, headers, token.clientId(), token.dpopKey());
        if (!found.hasScope()) throw shown.insufficient(SCOPE);
        return token;
    }
}
