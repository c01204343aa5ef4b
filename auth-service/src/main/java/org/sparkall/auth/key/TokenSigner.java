package org.sparkall.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;

/** Signs what this issuer says, whatever it is, with the key that signs now (ES256, RFC 7518 section 3.4). */
@ApplicationScoped
public class TokenSigner {

    private final KeyRing keys;

    TokenSigner(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * Signs.
     *
     * @param type what the JWT is, so that none can pass for another kind (RFC 8725 section 3.11)
     */
    public SignedJWT sign(JOSEObjectType type, JWTClaimsSet claims) {
        ECKey key = keys.signingKey();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(type)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 must be there in every Java runtime", e);
        }
        return token;
    }
}
