package org.sparkall.seal;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Hashes texts with HMAC-SHA256 (RFC 2104) under a key that HKDF (RFC 5869) derives from the master key, one for each purpose. Who does not
 * hold the master key can neither compute nor guess a result; every replica computes the same.
 */
@ApplicationScoped
public class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKey master;

    /**
     * @throws IllegalStateException when the master key is not 32 bytes in base64
     */
    public KeyedHash(SecretSettings settings) {
        this.master = MasterKey.of(settings);
    }

    /** 32 bytes that depend on the purpose and the text. */
    public byte[] of(String purpose, String text) {
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(master)
                    .thenExpand(("spark-all " + purpose).getBytes(StandardCharsets.UTF_8), BYTES);
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(KDF.getInstance("HKDF-SHA256").deriveKey(ALGORITHM, parameters));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF and HMAC with SHA-256 must be there in every Java runtime", e);
        }
    }
}
