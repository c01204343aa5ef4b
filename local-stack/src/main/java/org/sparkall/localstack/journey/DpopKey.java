package org.sparkall.localstack.journey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A key of an integration's own, and the proofs that it holds it (RFC 9449 section 4). */
public final class DpopKey {

    private final ECKey key;
    private @Nullable String nonce;

    private DpopKey(ECKey key) {
        this.key = key;
    }

    /** A new one. */
    public static DpopKey random() {
        try {
            return new DpopKey(new ECKeyGenerator(Curve.P_256).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 must be there in every Java runtime", e);
        }
    }

    /** Its thumbprint ({@code jkt}). */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("SHA-256 must be there in every Java runtime", e);
        }
    }

    /** A proof with the nonce that the server gave last. */
    public String proof(String method, String address) {
        return proof(method, address, nonce);
    }

    /** A proof with this nonce; null for none. */
    public String proof(String method, String address, @Nullable String withNonce) {
        try {
            DefaultDPoPProofFactory factory = new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256);
            return factory.createDPoPJWT(method, URI.create(address), withNonce == null ? null : new Nonce(withNonce))
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 must be there in every Java runtime", e);
        }
    }

    /** A proof for a request to a resource server, with the token that it shows (section 7) and a nonce of that server's own. */
    public String proofFor(String accessToken, String method, String address) {
        return proofFor(accessToken, method, address, new Nonce().getValue());
    }

    /** A proof for a request that shows a token, with this nonce. */
    public String proofFor(String accessToken, String method, String address, String withNonce) {
        try {
            return new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
                    .createDPoPJWT(method, URI.create(address), new DPoPAccessToken(accessToken), new Nonce(withNonce))
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 must be there in every Java runtime", e);
        }
    }

    /** Takes the nonce of an answer in; whether the request should be sent again with it (section 8). */
    boolean learn(Reply reply) {
        reply.headers().firstValue("DPoP-Nonce").ifPresent(it -> nonce = it);
        return reply.text("error").equals("use_dpop_nonce");
    }
}
