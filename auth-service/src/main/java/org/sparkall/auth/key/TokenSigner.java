package org.sparkall.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;

/** Signs what this issuer says, with whichever key is in force (RFC 7515). */
@ApplicationScoped
public class TokenSigner {

    /** The algorithm of all signatures. */
    public static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

    private final KeyRing keys;

    TokenSigner(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * Signs.
     *
     * @param type the {@code typ} that tells this kind of JWT from all others (RFC 8725 section 3.11)
     */
    public SignedJWT sign(JOSEObjectType type, JWTClaimsSet claims) {
        HeldKey key = keys.signing();
        JWSHeader header =
                new JWSHeader.Builder(ALGORITHM).type(type).keyID(key.kid()).build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("signing key " + key.kid() + " does not sign", e);
        }
        return token;
    }
}
