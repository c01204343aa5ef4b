package org.sparkall.auth.protocol;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every form keeps to before it is read: not too many parameters, none too long, none twice (RFC 6749 section 3.2), and none in the
 * address, where secrets end up in logs (RFC 6749 section 2.3.1, RFC 9700 section 4.3.2).
 */
final class FormRules {

    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_PARAMETER = 8 * 1024;
    private static final int LONGEST_TOKEN = 64 * 1024;
    private static final int LONGEST_NAME = 256;
    private static final char DELETE = 0x7f;
    /** What grows with the catalog: tokens that carry scopes, and scopes themselves. */
    private static final Set<String> LONG = Set.of("token", "subject_token", "id_token_hint", "scope");
    /** What may be sent several times (RFC 8707 section 2, RFC 8693 section 2.1). */
    private static final Set<String> REPEATABLE = Set.of("resource", "audience");

    private FormRules() {}

    /**
     * @param query of the address; null when there is none
     * @throws ProtocolException {@code invalid_request}
     */
    static void checkAddress(@Nullable String query) {
        if (query != null && !query.isEmpty()) throw refusal("Parameters go into the body, not into the address.");
    }

    /**
     * @param authorization the request's header; null when there is none
     * @throws ProtocolException {@code invalid_request}
     */
    static void check(@Nullable String authorization, String body) {
        if (holdsControl(body)) throw refusal("A parameter holds a control character.");
        Set<String> seen = new HashSet<>();
        String[] pairs = body.split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) throw refusal("There are too many parameters.");
        for (String pair : pairs) {
            int end = pair.indexOf('=');
            String name = decode(end < 0 ? pair : pair.substring(0, end));
            if (pair.length() > (LONG.contains(name) ? LONGEST_TOKEN : LONGEST_PARAMETER)) {
                throw refusal("A parameter is too long.");
            }
            if (!name.isEmpty() && !REPEATABLE.contains(name) && !seen.add(name)) {
                throw refusal("A parameter was sent more than once.");
            }
        }
        int ways = authorization == null ? 0 : 1;
        if (seen.contains("client_secret")) ways++;
        if (seen.contains("client_assertion")) ways++;
        // RFC 6749 section 2.3: one method in each request.
        if (ways > 1) throw refusal("The client authenticates in more than one way.");
    }

    /**
     * Control characters, as they are or encoded: no value has any (RFC 6749 appendix A), and the SDK would trim some away. Not a regular
     * expression: over a token that would take a third of an introspection.
     */
    private static boolean holdsControl(String body) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c < ' ' || c == DELETE || (c == '%' && isControl(body, i + 1))) return true;
        }
        return false;
    }

    /** Whether two hexadecimal digits from here name a control character. */
    private static boolean isControl(String body, int at) {
        if (at + 1 >= body.length()) return false;
        char high = body.charAt(at);
        char low = body.charAt(at + 1);
        return high == '7' ? low == 'f' || low == 'F' : (high == '0' || high == '1') && HexFormat.isHexDigit(low);
    }

    private static String decode(String name) {
        if (name.length() > LONGEST_NAME) throw refusal("A parameter's name is too long.");
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refusal("A parameter's name is malformed.");
        }
    }

    private static ProtocolException refusal(String description) {
        return new ProtocolException(OAuth2Error.INVALID_REQUEST.setDescription(description));
    }
}
