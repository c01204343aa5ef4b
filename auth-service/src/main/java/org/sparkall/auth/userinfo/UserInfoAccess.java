package org.sparkall.auth.userinfo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.oauth2.sdk.token.TokenSchemeError;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
     * @param body what was posted; null when there is none
     * @throws ProtocolException {@code invalid_token}, {@code insufficient_scope}, {@code invalid_dpop_proof} or {@code use_dpop_nonce}, or
     *     without a code when there is no token at all
     */
    PresentedToken require(String method, UriInfo uri, HttpHeaders headers, @Nullable String body) {
        AccessToken shown = shown(headers, formToken(headers, body));
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

    /** The token of a posted form (RFC 6750 section 2.2); null when there is no form, or none in it. */
    private static @Nullable String formToken(HttpHeaders headers, @Nullable String body) {
        MediaType type = headers.getMediaType();
        if (body == null || type == null || !type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) return null;
        List<String> tokens = URLUtils.parseParameters(body).getOrDefault("access_token", List.of());
        if (tokens.size() > 1) throw refused(BearerTokenError.INVALID_REQUEST);
        return tokens.isEmpty() || tokens.getFirst().isBlank() ? null : tokens.getFirst();
    }

    private static AccessToken shown(HttpHeaders headers, @Nullable String formToken) {
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || authorization.isEmpty()) {
            if (formToken == null) throw refused(BearerTokenError.MISSING_TOKEN);
            return new BearerAccessToken(formToken);
        }
        // One way at a time.
        if (authorization.size() != 1 || formToken != null) throw refused(BearerTokenError.INVALID_REQUEST);
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
