package org.sparkall.seal;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import javax.crypto.SecretKey;

/**
 * Seals texts with authenticated encryption: a compact JWE (RFC 7516) with {@code dir} and {@code A256GCM} under the master key. The
 * purpose travels as {@code typ} and must match at opening, so that a text sealed for one use is worthless for another.
 */
@ApplicationScoped
public class Sealer {

    private final SecretKey key;

    /**
     * @throws IllegalStateException when the master key is not 32 bytes in base64
     */
    public Sealer(SecretSettings settings) {
        this.key = MasterKey.of(settings);
    }

    /** Seals a text for a purpose. Sealing the same text twice gives two different results. */
    public String seal(String purpose, String text) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .type(new JOSEObjectType(purpose))
                // Sealed texts travel in addresses and cookies, which have little room.
                .compressionAlgorithm(CompressionAlgorithm.DEF)
                .build();
        JWEObject sealed = new JWEObject(header, new Payload(text));
        try {
            sealed.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("AES-256-GCM must be there in every Java runtime", e);
        }
        return sealed.serialize();
    }

    /**
     * Opens what {@link #seal} sealed for the same purpose.
     *
     * @throws BrokenSealException when it was not
     */
    public String open(String purpose, String sealed) throws BrokenSealException {
        try {
            JWEObject jwe = JWEObject.parse(sealed);
            jwe.decrypt(new DirectDecrypter(key));
            JOSEObjectType type = jwe.getHeader().getType();
            if (type == null || !type.getType().equals(purpose)) throw new BrokenSealException();
            return jwe.getPayload().toString();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new BrokenSealException(e);
        }
    }
}
