package org.sparkall.seal;

import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The installation's one key, from which all others come. */
final class MasterKey {

    private static final int BYTES = 32;

    private MasterKey() {}

    /**
     * @throws IllegalStateException when the setting is not 32 bytes in base64
     */
    static SecretKey of(SecretSettings settings) {
        try {
            byte[] bytes = Base64.getDecoder().decode(settings.masterKey());
            if (bytes.length == BYTES) return new SecretKeySpec(bytes, "AES");
        } catch (IllegalArgumentException e) {
            // Falls through: the message below says all, and must not quote the value.
        }
        throw new IllegalStateException("SPARKALL_SECRETS_MASTER_KEY must be 32 random bytes in base64");
    }
}
