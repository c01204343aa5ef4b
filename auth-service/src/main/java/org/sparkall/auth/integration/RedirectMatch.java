package org.sparkall.auth.integration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Set;

/**
 * Compares a redirect URI with a registered one: character by character (RFC 9700 section 4.1.3), but for the port of a loopback IP
 * address, which a native application cannot choose ahead (RFC 8252 section 7.3). The name localhost is none: it may be resolved
 * elsewhere (section 8.3).
 */
final class RedirectMatch {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    private RedirectMatch() {}

    static boolean matches(URI registered, String requested) {
        if (registered.toString().equals(requested)) return true;
        return isLoopback(registered) && matchesButForPort(registered, requested);
    }

    private static boolean isLoopback(URI uri) {
        return "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }

    private static boolean matchesButForPort(URI registered, String requested) {
        try {
            URI uri = new URI(requested);
            return isLoopback(uri)
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && withPort(uri, registered.getPort()).equals(registered.toString())
                    && Objects.equals(uri.getHost(), registered.getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String withPort(URI uri, int port) throws URISyntaxException {
        String authority = port < 0 ? uri.getHost() : uri.getHost() + ":" + port;
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.getScheme() + "://" + authority + uri.getRawPath() + query;
    }
}
