package org.sparkall.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs what this issuer says, with whichever key is in force (RFC 7515). */
@ApplicationScoped
public class TokenSigner {

    private static final ObjectWriter JSON = new ObjectMapper().writer();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final KeyRing keys;
    private final KeyCustody custody;
    /** Few: kinds of JWTs by keys. */
    private final Map<Kind, JWSHeader> headers = new ConcurrentHashMap<>();

    private record Kind(SigningAlgorithm algorithm, JOSEObjectType type, String kid) {}

    TokenSigner(KeyRing keys, KeyCustody custody) {
        this.keys = keys;
        this.custody = custody;
    }

    /** Whether it signs without waiting for anything. */
    public boolean isImmediate() {
        return custody.signsInMemory();
    }

    /**
     * Signs.
     *
     * @param type the {@code typ} that tells this kind of JWT from all others (RFC 8725 section 3.11)
     */
    public JWSObject sign(SigningAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet claims) {
        HeldKey key = keys.signing(algorithm);
        JWSHeader header = headers.computeIfAbsent(new Kind(algorithm, type, key.kid()), TokenSigner::header);
        JWSObject token = new JWSObject(header, payload(claims));
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("signing key " + key.kid() + " does not sign", e);
        }
        return token;
    }

    /** Nimbus encodes each letter in the same time, as secrets need it; a payload has none, and long ones take long. So does its JSON. */
    private static Payload payload(JWTClaimsSet claims) {
        return new Payload(new Base64URL(ENCODER.encodeToString(written(claims.toJSONObject()))));
    }

    private static byte[] written(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsBytes(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("claims of our own making must have a wire form", e);
        }
    }

    /** One that was parsed keeps its wire form. */
    private static JWSHeader header(Kind kind) {
        JWSHeader header = new JWSHeader.Builder(kind.algorithm.jws())
                .type(kind.type)
                .keyID(kind.kid)
                .build();
        try {
            return JWSHeader.parse(header.toBase64URL());
        } catch (ParseException e) {
            throw new IllegalStateException("a header of our own making must be one", e);
        }
    }
}
