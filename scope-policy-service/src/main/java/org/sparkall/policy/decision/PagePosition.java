package org.sparkall.policy.decision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of results begins. As a token it also says which search it belongs to: another one is refused it (AuthZEN 1.0 section 8.2). It
 * holds no secret and grants nothing; who makes one up begins elsewhere.
 *
 * @param limit the most results of a page
 * @param after what the page before ended with; empty for the first page
 */
record PagePosition(int limit, String after) {

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final int PRINT_BYTES = 16;

    /**
     * The position that a request asks for.
     *
     * @param search what makes this search another one than others, in a fixed order
     * @throws org.sparkall.problem.ProblemException 400 when the token is none, or one of another search
     */
    static PagePosition of(SearchRequest.@Nullable Page page, Object... search) {
        if (page == null) return new PagePosition(USUAL, "");
        if (page.token() == null || page.token().isEmpty()) return new PagePosition(limit(page, USUAL), "");
        PagePosition position = decode(page.token(), print(search));
        if (limit(page, position.limit) != position.limit) {
            throw BadRequests.because("page.limit is another one than on the page before.");
        }
        return position;
    }

    private static int limit(SearchRequest.Page page, int otherwise) {
        return page.limit() == null ? otherwise : Math.min(page.limit(), MOST);
    }

    /** The token of the page that comes after this result. */
    String next(String last, Object... search) {
        byte[] text = last.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(PRINT_BYTES + Integer.BYTES + text.length);
        bytes.put(print(search)).putInt(limit).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static PagePosition decode(String token, byte[] print) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() < PRINT_BYTES + Integer.BYTES) throw new IllegalArgumentException("too short");
            byte[] found = new byte[PRINT_BYTES];
            bytes.get(found);
            if (!MessageDigest.isEqual(found, print)) throw new IllegalArgumentException("of another search");
            int limit = Math.clamp(bytes.getInt(), 0, MOST);
            return new PagePosition(limit, StandardCharsets.UTF_8.decode(bytes).toString());
        } catch (IllegalArgumentException e) {
            throw BadRequests.because("page.token is not one of this search.");
        }
    }

    private static byte[] print(Object... search) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : search) {
                digest.update(HexFormat.of()
                        .formatHex(part.toString().getBytes(StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.US_ASCII));
                digest.update((byte) '.');
            }
            return Arrays.copyOf(digest.digest(), PRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there in every Java runtime", e);
        }
    }
}
