package org.sparkall.keycloak.realm;

import java.util.List;

/** What differs between a real installation and a local run. */
enum Profile {
    /** Addresses and secrets come from Keycloak's environment at import; nobody is in the realm yet. */
    INSTALLATION {
        @Override
        List<String> redirectUris(String service) {
            return List.of("${SPARK_" + service + "_URL}/*");
        }

        @Override
        List<String> returnUris(String service) {
            return List.of("${SPARK_" + service + "_URL}/v1/logout/left");
        }

        @Override
        List<String> signedOutUris(String service) {
            return List.of("${SPARK_" + service + "_URL}/consent/switched", "${SPARK_" + service + "_URL}/signed-out");
        }

        @Override
        String logoutUri(String service) {
            return "${SPARK_" + service + "_URL}/v1/backchannel-logout";
        }

        @Override
        String secret(String clientId) {
            return "${" + clientId.replace('-', '_').toUpperCase(java.util.Locale.ROOT) + "_SECRET}";
        }
    },
    /** Every local address, the client's id as its secret, and demo people. */
    LOCAL {
        @Override
        List<String> redirectUris(String service) {
            return List.of("http://localhost:*", "http://127.0.0.1:*");
        }

        @Override
        List<String> returnUris(String service) {
            return redirectUris(service);
        }

        @Override
        List<String> signedOutUris(String service) {
            return redirectUris(service);
        }

        @Override
        String logoutUri(String service) {
            return "${SPARK_" + service + "_URL:http://localhost:8081}/v1/backchannel-logout";
        }

        @Override
        String secret(String clientId) {
            return clientId;
        }
    };

    abstract List<String> redirectUris(String service);

    /** Where Keycloak may send browsers after a logout. */
    abstract List<String> returnUris(String service);

    /** Where browsers come back to from Keycloak, signed out of the service's pages. */
    abstract List<String> signedOutUris(String service);

    /** Where Keycloak tells the service of a logout (OpenID Connect Back-Channel Logout). */
    abstract String logoutUri(String service);

    abstract String secret(String clientId);

    boolean isLocal() {
        return this == LOCAL;
    }
}
