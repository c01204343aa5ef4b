package org.sparkall.consent.logo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicHostsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff::1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotOnTheInternetIsNotPublic(String address) throws Exception {
        assertThat(PublicHosts.isPublic(InetAddress.ofLiteral(address))).isFalse();
        assertThat(new PublicHosts(Set.of()).find(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "203.0.112.1",
                "223.255.255.255",
                "2001:4860::8888",
                "2a00:1450::1",
                "3ffe::1"
            })
    void whatIsOnTheInternetIsPublic(String address) throws Exception {
        assertThat(PublicHosts.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aHostThatAnOperatorNamedMayBeInternal() {
        assertThat(new PublicHosts(Set.of("localhost")).find("localhost")).isPresent();
        assertThat(new PublicHosts(Set.of()).find("localhost")).isEmpty();
        assertThat(new PublicHosts(Set.of()).find("no-such-host.invalid")).isEmpty();
    }
}
