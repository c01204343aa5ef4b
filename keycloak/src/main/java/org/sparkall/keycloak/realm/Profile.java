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
        String secret(String clientId) {
            return clientId;
        }
    };

    abstract List<String> redirectUris(String service);

    abstract String secret(String clientId);

    boolean isLocal() {
        return this == LOCAL;
    }
}
