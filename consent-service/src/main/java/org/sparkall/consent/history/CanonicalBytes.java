package org.sparkall.consent.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts values one behind another so that no two sequences of values give the same bytes: each comes with its length. */
final class CanonicalBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    CanonicalBytes text(String value) {
        return data(value.getBytes(StandardCharsets.UTF_8));
    }

    CanonicalBytes data(byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
        return this;
    }

    CanonicalBytes number(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    CanonicalBytes texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
