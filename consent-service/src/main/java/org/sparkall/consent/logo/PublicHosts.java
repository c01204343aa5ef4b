package org.sparkall.consent.logo;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds hosts on the internet, and none within: an integration's address must not make this service knock at doors behind the firewall. */
final class PublicHosts {

    private final Set<String> alsoInternal;

    /** @param alsoInternal hosts that may have internal addresses */
    PublicHosts(Set<String> alsoInternal) {
        this.alsoInternal = Set.copyOf(alsoInternal);
    }

    /** An address of the host; empty when it has none, or when any of its addresses is not one of the internet. */
    Optional<InetAddress> find(String host) {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            boolean mayBeAsked = alsoInternal.contains(host) || Stream.of(all).allMatch(PublicHosts::isPublic);
            return mayBeAsked ? Stream.of(all).findFirst() : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether it is a globally reachable unicast address (IANA special-purpose address registries, RFC 6890). */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean isSharedByCarriers = first == 100 && (second & 0xc0) == 64;
        boolean isForProtocols = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean isForBenchmarks = first == 198 && (second & 0xfe) == 18;
        boolean isForTexts =
                (first == 198 && second == 51 && third == 100) || (first == 203 && second == 0 && third == 113);
        return first != 0 && first < 240 && !isSharedByCarriers && !isForProtocols && !isForBenchmarks && !isForTexts;
    }

    /** Global unicast is 2000::/3; of it, 2001::/23, 2001:db8::/32, 2002::/16 (6to4) and 3fff::/20 lead elsewhere or nowhere. */
    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        boolean isGlobal = (first & 0xe000) == 0x2000;
        boolean isSpecial = (first == 0x2001 && (second < 0x200 || second == 0xdb8))
                || first == 0x2002
                || (first == 0x3fff && second < 0x1000);
        return isGlobal && !isSpecial;
    }
}
