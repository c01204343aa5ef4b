package org.sparkall.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;

/** Signs what this issuer says, with whichever key is in force (RFC 7515). */
@ApplicationScoped
public class TokenSigner {

    private final KeyRing keys;

    TokenSigner(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * Signs.
     *
     * @param type the {@code typ} that tells this kind of JWT from all others (RFC 8725 section 3.11)
     */
    public SignedJWT sign(SigningAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet claims) {
        HeldKey key = keys.signing(algorithm);
        JWSHeader header = new JWSHeader.Builder(algorithm.jws())
                .type(type)
                .keyID(key.kid())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("signing key " + key.kid() + " does not sign", e);
        }
        return token;
    }
}
