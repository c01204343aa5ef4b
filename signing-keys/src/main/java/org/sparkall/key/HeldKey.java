package org.sparkall.key;

import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jwk.JWK;

/**
 * A key in custody: everything of it that may leave.
 *
 * @param reference what its custodian needs to find it again; kept in the database, worth nothing to anybody else
 * @param publicKey the public half, with its key id, use and algorithm (RFC 7517, RFC 7638)
 * @param signer signs with the private half, wherever that is; may be used by many threads at once
 */
public record HeldKey(String reference, JWK publicKey, JWSSigner signer) {

    public HeldKey {
        if (publicKey.isPrivate()) throw new IllegalArgumentException("a private key must not leave its custody");
    }

    /** The key's id. */
    public String kid() {
        return publicKey.getKeyID();
    }
}
