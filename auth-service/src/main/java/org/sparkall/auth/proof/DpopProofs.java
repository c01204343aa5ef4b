package org.sparkall.auth.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProofUse;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPTokenRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPNonceException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPTokenError;
import com.nimbusds.oauth2.sdk.util.singleuse.AlreadyUsedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.protocol.ProtocolException;

/** Verifies DPoP proofs that come with protocol requests (RFC 9449 sections 4.3 and 8). */
@ApplicationScoped
public class DpopProofs {

    /** The header that carries a proof. */
    public static final String HEADER = "DPoP";

    /** The signature algorithms that a proof may use: asymmetric ones only. */
    public static final List<JWSAlgorithm> ALGORITHMS =
            List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

    private static final long MAX_SKEW_SECONDS = 30;
    private static final long MAX_AGE_SECONDS = 300;

    private final DpopNonces nonces;
    private final UsedJwts used;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();

    DpopProofs(DpopNonces nonces, UsedJwts used, TokenSettings settings) {
        this.nonces = nonces;
        this.used = used;
        this.settings = settings;
    }

    /**
     * Verifies the proof of a request, if it brought one.
     *
     * @param clientId the client that sends it
     * @return the thumbprint of the key it proves to hold; null when the request has no proof
     * @throws ProtocolException {@code invalid_dpop_proof} or {@code use_dpop_nonce}
     */
    public @Nullable String verify(HttpHeaders headers, UriInfo uri, String clientId) {
        List<String> proofs = headers.getRequestHeader(HEADER);
        if (proofs == null || proofs.isEmpty()) return null;
        if (proofs.size() != 1) throw invalid("There must be one DPoP proof.");
        DPoPTokenRequestVerifier verifier = new DPoPTokenRequestVerifier(
                Set.copyOf(ALGORITHMS),
                // As integrations know it: behind a proxy the request itself names another host.
                UriBuilder.fromUri(settings.issuer()).path(uri.getPath()).build(),
                MAX_SKEW_SECONDS,
                MAX_AGE_SECONDS,
                this::markUsed);
        try {
            return verifier.verify(new DPoPIssuer(clientId), SignedJWT.parse(proofs.getFirst()), nonces.accepted())
                    .getValue()
                    .toString();
        } catch (InvalidDPoPNonceException e) {
            throw new ProtocolException(OAuth2Error.USE_DPOP_NONCE.setDescription(
                    "The proof must carry the nonce of the DPoP-Nonce header."));
        } catch (InvalidDPoPProofException | ParseException | JOSEException | IllegalArgumentException e) {
            throw invalid("The DPoP proof is not valid for this request.");
        }
    }

    /**
     * Verifies the proof that comes with an access token (RFC 9449 section 7): of this request, of this token, with the token's key.
     *
     * @throws ProtocolException {@code invalid_dpop_proof} or {@code use_dpop_nonce}, as a challenge
     */
    public void verifyForResource(
            String method, UriInfo uri, HttpHeaders headers, String accessToken, String clientId, String key) {
        List<String> proofs = headers.getRequestHeader(HEADER);
        if (proofs == null || proofs.size() != 1) throw challenge(DPoPTokenError.INVALID_DPOP_PROOF);
        DPoPProtectedResourceRequestVerifier verifier = new DPoPProtectedResourceRequestVerifier(
                Set.copyOf(ALGORITHMS), MAX_SKEW_SECONDS, MAX_AGE_SECONDS, this::markUsed);
        try {
            verifier.verify(
                    method,
                    UriBuilder.fromUri(settings.issuer()).path(uri.getPath()).build(),
                    new DPoPIssuer(clientId),
                    SignedJWT.parse(proofs.getFirst()),
                    new DPoPAccessToken(accessToken),
                    new JWKThumbprintConfirmation(new Base64URL(key)),
                    nonces.accepted(),
                    null);
        } catch (InvalidDPoPNonceException e) {
            throw challenge(DPoPTokenError.USE_DPOP_NONCE);
        } catch (InvalidDPoPProofException | ParseException | JOSEException | IllegalArgumentException e) {
            throw challenge(DPoPTokenError.INVALID_DPOP_PROOF);
        } catch (AccessTokenValidationException e) {
            throw challenge(DPoPTokenError.INVALID_TOKEN);
        }
    }

    private static ProtocolException challenge(DPoPTokenError error) {
        return new ProtocolException(error.setJWSAlgorithms(Set.copyOf(ALGORITHMS)));
    }

    private static ProtocolException invalid(String description) {
        return new ProtocolException(OAuth2Error.INVALID_DPOP_PROOF.setDescription(description));
    }

    private void markUsed(DPoPProofUse use) throws AlreadyUsedException {
        boolean first = used.markUsed(
                "dpop " + use.getIssuer().getValue(),
                use.getJWTID().getValue(),
                clock.instant().plusSeconds(use.getMaxAge()));
        if (!first) throw new AlreadyUsedException("The proof was used before.");
    }
}
