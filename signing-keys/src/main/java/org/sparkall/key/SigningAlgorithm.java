package org.sparkall.key;

import com.nimbusds.jose.JWSAlgorithm;

/** The algorithms that services sign with (RFC 7518 section 3). Each has keys of its own, which follow one another by themselves. */
public enum SigningAlgorithm {
    /** ECDSA with P-256: all but ID tokens, and those of integrations that ask for it. */
    ES256("EC", "SHA256withECDSA"),
    /** RSA with 2048 bits, which OpenID Connect has every client know (Core section 15.1). */
    RS256("RSA", "SHA256withRSA");

    private final String keyType;
    private final String signature;

    SigningAlgorithm(String keyType, String signature) {
        this.keyType = keyType;
        this.signature = signature;
    }

    /** The algorithm as headers of tokens name it. */
    public JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }

    /** Its kind of keys, as the Java runtime calls it. */
    String keyType() {
        return keyType;
    }

    /** Its signatures, as the Java runtime calls them. */
    String signature() {
        return signature;
    }
}
