package org.sparkall.localstack.journey;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps cookies as browsers do on a loopback address: it counts as secure without TLS, and {@code Version}, which only the JDK's cookies
 * still know, means nothing.
 */
public final class LoopbackCookies extends CookieManager {

    public LoopbackCookies() {
        super(null, CookiePolicy.ACCEPT_ALL);
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
        Map<String, List<String>> asInBrowsers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (name.equalsIgnoreCase("Set-Cookie"))
                asInBrowsers.put(
                        name, values.stream().map(LoopbackCookies::plain).toList());
        });
        super.put(uri, asInBrowsers);
    }

    private static String plain(String cookie) {
        return cookie.replaceAll("(?i);\\s*(Version=1|Secure)(?=;|$)", "");
    }
}
