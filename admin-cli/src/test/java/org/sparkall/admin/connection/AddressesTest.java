package org.sparkall.admin.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private final ConnectionOptions options = new ConnectionOptions();

    @Test
    void aLocalSuiteSaysItsAddressesWhenNothingWasTold() {
        Addresses addresses = new Addresses(options, Optional.of(local()));
        assertThat(addresses.of(Part.AUTH)).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(addresses.of(Part.ISSUER)).isEqualTo(URI.create("http://localhost:8180/realms/spark"));
        assertThat(addresses.localClient()).contains("spark-admin-machine");
    }

    @Test
    void whatIsToldIsNeverMixedWithALocalSuite() {
        options.policyUrl = URI.create("https://policy.example.com/");
        Addresses addresses = new Addresses(options, Optional.of(local()));
        assertThat(addresses.of(Part.POLICY)).isEqualTo(URI.create("https://policy.example.com"));
        assertThat(addresses.knows(Part.AUTH)).isFalse();
        assertThat(addresses.localClient()).isEmpty();
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> addresses.of(Part.AUTH))
                .withMessageContaining("--auth-url or SPARKALL_ADMIN_AUTH_URL")
                .satisfies(it -> assertThat(it.exitCode()).isEqualTo(AdminException.USAGE));
    }

    @Test
    void tokensLeaveThisMachineOnlyWithTls() {
        options.authUrl = URI.create("http://auth.example.com");
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> new Addresses(options, Optional.empty()).of(Part.AUTH))
                .withMessageContaining("--allow-http");
        options.allowHttp = true;
        assertThat(new Addresses(options, Optional.empty()).of(Part.AUTH)).hasHost("auth.example.com");
        options.allowHttp = false;
        for (String here : new String[] {"http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"}) {
            options.authUrl = URI.create(here);
            assertThat(new Addresses(options, Optional.empty()).of(Part.AUTH)).hasToString(here);
        }
        // Names that only begin like this machine's.
        for (String there : new String[] {"http://127.0.0.1.example.com", "http://localhost.example.com"}) {
            options.authUrl = URI.create(there);
            assertThatExceptionOfType(AdminException.class)
                    .isThrownBy(() -> new Addresses(options, Optional.empty()).of(Part.AUTH));
        }
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String text : new String[] {"auth.example.com", "ftp://auth.example.com", "https:/auth", "/path"}) {
            options.authUrl = URI.create(text);
            assertThatExceptionOfType(AdminException.class)
                    .as(text)
                    .isThrownBy(() -> new Addresses(options, Optional.empty()).of(Part.AUTH))
                    .withMessageContaining("--auth-url must be an address");
        }
    }

    private static LocalSuite local() {
        Properties properties = new Properties();
        properties.putAll(java.util.Map.of(
                "port.auth", "8081", "port.policy", "8082", "port.consent", "8083", "port.keycloak", "8180"));
        return new LocalSuite(properties);
    }
}
