package org.sparkall.auth.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sparkall.seal.KeyedHash;

/**
 * The hidden field by which a form shows that it comes from a page of ours: a keyed hash of the person's session, which no other site can
 * know (the HMAC pattern against request forgery). Quarkus's own filter is no choice here: it would ask the protocol endpoints, which take
 * forms from programs, for the same.
 */
@ApplicationScoped
public class FormTokens {

    /** The name of the field. */
    public static final String FIELD = "form_token";

    private final KeyedHash hash;

    FormTokens(KeyedHash hash) {
        this.hash = hash;
    }

    /** The field's value for a person's session. */
    public String of(String person, @Nullable String sessionId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(hash.of("form-token", person + '\n' + String.valueOf(sessionId)));
    }

    /** Whether a form that came in has the right value; takes the same time whether or not it has. */
    public boolean matches(@Nullable String value, String person, @Nullable String sessionId) {
        return MessageDigest.isEqual(
                String.valueOf(value).getBytes(StandardCharsets.UTF_8),
                of(person, sessionId).getBytes(StandardCharsets.UTF_8));
    }
}
