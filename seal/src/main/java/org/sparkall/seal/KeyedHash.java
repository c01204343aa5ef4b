package org.sparkall.seal;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    /** By purpose; there are as many as the suite's code names. */
    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();

    /**
     * @throws IllegalStateException when the master key is not 32 bytes in base64
     */
    public KeyedHash(SecretSettings settings) {
        this.master = MasterKey.of(settings);
    }

    /** 32 bytes that depend on the purpose and the text. */
    public byte[] of(String purpose, String text) {
        return of(purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    /** 32 bytes that depend on the purpose and the data. */
    public byte[] of(String purpose, byte[] data) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(keys.computeIfAbsent(purpose, this::key));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private SecretKey key(String purpose) {
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(master)
                    .thenExpand(("spark-all " + purpose).getBytes(StandardCharsets.UTF_8), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(ALGORITHM, parameters);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("HKDF and HMAC with SHA-256 must be there in every Java runtime", e);
    }
}
