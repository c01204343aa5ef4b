package org.sparkall.auth.logout;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Tells addresses of the public Internet from all others: what integrations name must not lead this service to hosts that only it can reach
 * (server-side request forgery; the IANA special-purpose address registries).
 */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet4Address ? isPublicV4(address.getAddress()) : isPublicV6(address.getAddress());
    }

    private static boolean isPublicV4(byte[] it) {
        int first = it[0] & 0xff;
        int second = it[1] & 0xff;
        int third = it[2] & 0xff;
        boolean thisNetwork = first == 0;
        boolean carrierNat = first == 100 && (second & 0xc0) == 64;
        boolean protocolAssignments = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmarking = first == 198 && (second & 0xfe) == 18;
        boolean documentation =
                (first == 198 && second == 51 && third == 100) || (first == 203 && second == 0 && third == 113);
        boolean reserved = first >= 240;
        return !(thisNetwork || carrierNat || protocolAssignments || benchmarking || documentation || reserved);
    }

    /** Global unicast is 2000::/3; within it, 6to4, Teredo and documentation lead elsewhere or nowhere. */
    private static boolean isPublicV6(byte[] it) {
        boolean globalUnicast = (it[0] & 0xe0) == 0x20;
        boolean sixToFour = it[0] == 0x20 && it[1] == 0x02;
        boolean protocolAssignments = it[0] == 0x20 && it[1] == 0x01 && (it[2] & 0xfe) == 0;
        boolean documentation = it[0] == 0x20 && it[1] == 0x01 && it[2] == 0x0d && (it[3] & 0xff) == 0xb8;
        return globalUnicast && !(sixToFour || protocolAssignments || documentation);
    }
}
