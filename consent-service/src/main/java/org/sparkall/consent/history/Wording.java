package org.sparkall.consent.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The very words that a person was shown, without anything that is about them alone: the same for everybody who is asked the same thing.
 *
 * @param language the language they are in (BCP 47)
 * @param textVersion the version of the pages' texts they are made of
 * @param html the page's content, escaped, without a form or a script
 */
public record Wording(String language, String textVersion, String html) {

    /** What names these words and no others: SHA-256, in hexadecimal. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {language, textVersion, html}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
