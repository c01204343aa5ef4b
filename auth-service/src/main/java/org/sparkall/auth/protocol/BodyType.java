package org.sparkall.auth.protocol;

import com.nimbusds.common.contenttype.ContentType;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** What kind of message a body is announced as. */
public final class BodyType {

    private BodyType() {}

    /**
     * Whether a header announces this type, whatever its parameters.
     *
     * @param header as it came, well formed or not; null when there was none
     */
    public static boolean is(ContentType expected, @Nullable String header) {
        if (header == null) return false;
        try {
            return ContentType.parse(header).matches(expected);
        } catch (ParseException | IllegalArgumentException e) {
            return false;
        }
    }
}
