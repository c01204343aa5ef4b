package org.sparkall.auth.token;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.oauth2.sdk.token.TokenSchemeError;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.proof.DpopProofs;
import org.sparkall.auth.protocol.ProtocolException;

/** The access token that a request to a resource of this service shows, not judged yet (RFC 6750 section 2, RFC 9449 section 7). */
public final class ShownToken {

    private final AccessToken token;

    private ShownToken(AccessToken token) {
        this.token = token;
    }

    /**
     * The token of a request.
     *
     * @param body what was posted; null when there is none, or when it cannot carry the token
     * @throws ProtocolException {@code invalid_request}, or without a code when there is no token at all (RFC 6750 section 3.1)
     */
    public static ShownToken of(HttpHeaders headers, @Nullable String body) {
        String formToken = formToken(headers, body);
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || authorization.isEmpty()) {
            if (formToken == null) throw new ProtocolException(BearerTokenError.MISSING_TOKEN);
            return new ShownToken(new BearerAccessToken(formToken));
        }
        // One way at a time.
        if (authorization.size() != 1 || formToken != null) {
            throw new ProtocolException(BearerTokenError.INVALID_REQUEST);
        }
        try {
            String value = authorization.getFirst();
            return new ShownToken(
                    value.regionMatches(true, 0, "DPoP ", 0, 5)
                            ? DPoPAccessToken.parse(value)
                            : BearerAccessToken.parse(value));
        } catch (ParseException e) {
            throw new ProtocolException(
                    e.getErrorObject() instanceof TokenSchemeError error ? error : BearerTokenError.INVALID_REQUEST);
        }
    }

    /** The token of a posted form (RFC 6750 section 2.2); null when there is no form, or none in it. */
    private static @Nullable String formToken(HttpHeaders headers, @Nullable String body) {
        MediaType type = headers.getMediaType();
        if (body == null || type == null || !type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) return null;
        List<String> tokens = URLUtils.parseParameters(body).getOrDefault("access_token", List.of());
        if (tokens.size() > 1) throw new ProtocolException(BearerTokenError.INVALID_REQUEST);
        return tokens.isEmpty() || tokens.getFirst().isBlank() ? null : tokens.getFirst();
    }

    /** The token itself. */
    public String value() {
        return token.getValue();
    }

    /**
     * Checks that it came by the scheme that it was issued for, and, when it is bound to a key, with a proof of that key.
     *
     * @param clientId the client it was issued to
     * @param key the thumbprint of the key it is bound to; null when it is bound to none
     * @throws ProtocolException {@code invalid_token}, {@code invalid_dpop_proof} or {@code use_dpop_nonce}
     */
    public void prove(
            DpopProofs proofs, String method, UriInfo uri, HttpHeaders headers, String clientId, @Nullable String key) {
        // A bound token is no bearer token, and a bearer token is bound to nothing that could be proved.
        if (isDpop() != (key != null)) {
            throw new ProtocolException(
                    dpop(DPoPTokenError.INVALID_TOKEN.setDescription("The token does not fit its scheme.")));
        }
        if (key != null) proofs.verifyForResource(method, uri, headers, value(), clientId, key);
    }

    /** The refusal of a token that is not good, or not any more. */
    public ProtocolException invalid() {
        return new ProtocolException(isDpop() ? dpop(DPoPTokenError.INVALID_TOKEN) : BearerTokenError.INVALID_TOKEN);
    }

    /** The refusal of a token without the scope that is needed. */
    public ProtocolException insufficient(String scope) {
        TokenSchemeError error =
                isDpop() ? dpop(DPoPTokenError.INSUFFICIENT_SCOPE) : BearerTokenError.INSUFFICIENT_SCOPE;
        return new ProtocolException(error.setScope(new Scope(scope)));
    }

    private boolean isDpop() {
        return token instanceof DPoPAccessToken;
    }

    private static DPoPTokenError dpop(DPoPTokenError error) {
        return error.setJWSAlgorithms(Set.copyOf(DpopProofs.ALGORITHMS));
    }
}
