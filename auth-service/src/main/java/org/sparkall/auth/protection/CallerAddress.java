package org.sparkall.auth.protection;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom a request is counted for: its address, of IPv6 the network's half (a household has 2^64 addresses). Quarkus takes it from forwarding
 * headers only when {@code quarkus.http.proxy} is set up to trust them.
 */
final class CallerAddress {

    private static final int NETWORK_BYTES = 8;

    private CallerAddress() {}

    static String of(HttpServerRequest request) {
        if (request.remoteAddress() == null) return "unknown";
        String host = String.valueOf(request.remoteAddress().hostAddress());
        try {
            // Literal addresses only: nothing is looked up.
            return host.indexOf(':') < 0 ? host : network(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                : address.getHostAddress();
    }
}
