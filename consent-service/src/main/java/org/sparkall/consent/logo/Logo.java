package org.sparkall.consent.logo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A picture that browsers show and nothing else: what it is, its first bytes say, not its sender. */
final class Logo {

    /** The most that a logo may have; the whole page is to stay below 50 kB. */
    static final int MOST_BYTES = 16 * 1024;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final int WEBP_NAME_AT = 8;

    private final String mediaType;
    private final byte[] bytes;

    private Logo(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    /** The picture that these bytes are; empty when they are none, or more than a logo. */
    static Optional<Logo> of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) return Optional.empty();
        if (startsWith(bytes, 0, PNG)) return Optional.of(new Logo("image/png", bytes));
        if (startsWith(bytes, 0, JPEG)) return Optional.of(new Logo("image/jpeg", bytes));
        boolean isWebp = startsWith(bytes, 0, ascii("RIFF")) && startsWith(bytes, WEBP_NAME_AT, ascii("WEBP"));
        return isWebp ? Optional.of(new Logo("image/webp", bytes)) : Optional.empty();
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] beginning) {
        return bytes.length >= from + beginning.length
                && Arrays.equals(bytes, from, from + beginning.length, beginning, 0, beginning.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
