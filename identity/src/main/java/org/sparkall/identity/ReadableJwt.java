package org.sparkall.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A signed JWT in compact form (RFC 7515 section 7.1) with its payload as it is, not in Base64: names that come again and again can be
 * compressed then.
 */
final class ReadableJwt {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private ReadableJwt() {}

    /**
     * Of a compact serialization.
     *
     * @throws IllegalArgumentException when it is none of a JWT
     */
    static String of(String compact) {
        int begin = compact.indexOf('.') + 1;
        int end = compact.lastIndexOf('.');
        if (begin == 0 || begin > end) throw new IllegalArgumentException("not a signed JWT");
        String payload = new String(DECODER.decode(compact.substring(begin, end)), StandardCharsets.UTF_8);
        return compact.substring(0, begin) + payload + compact.substring(end);
    }

    /**
     * The compact serialization.
     *
     * @throws IllegalArgumentException when it is no JWT
     */
    static String serialized(String readable) {
        int begin = readable.indexOf('.') + 1;
        int end = readable.lastIndexOf('.');
        if (begin == 0 || begin > end) throw new IllegalArgumentException("not a signed JWT");
        byte[] payload = readable.substring(begin, end).getBytes(StandardCharsets.UTF_8);
        return readable.substring(0, begin) + ENCODER.encodeToString(payload) + readable.substring(end);
    }
}
