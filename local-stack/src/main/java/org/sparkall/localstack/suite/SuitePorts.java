package org.sparkall.localstack.suite;

import java.util.Optional;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Ports;

/**
 * The ports of a suite.
 *
 * @param keycloakManagement where Keycloak tells of its health and metrics
 */
public record SuitePorts(
        int auth, int policy, int consent, int keycloak, int keycloakManagement, int kafka, int postgres) {

    /** Those of the documentation, each changed by one environment variable. */
    public static SuitePorts configured() {
        return new SuitePorts(
                port("SPARKALL_AUTH_PORT", 8081),
                port("SPARKALL_POLICY_PORT", 8082),
                port("SPARKALL_CONSENT_PORT", 8083),
                port("SPARKALL_KEYCLOAK_PORT", 8180),
                port("SPARKALL_KEYCLOAK_MANAGEMENT_PORT", 9000),
                port("SPARKALL_KAFKA_PORT", 9092),
                port("SPARKALL_POSTGRES_PORT", 5433));
    }

    /** Any that are free, for a suite beside another. */
    public static SuitePorts anyFree() {
        return new SuitePorts(
                Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    /** Makes sure that nobody has them. */
    void requireFree() {
        Ports.requireFree("PostgreSQL", postgres, "SPARKALL_POSTGRES_PORT");
        Ports.requireFree("Kafka", kafka, "SPARKALL_KAFKA_PORT");
        Ports.requireFree("Keycloak", keycloak, "SPARKALL_KEYCLOAK_PORT");
        Ports.requireFree("Keycloak's management", keycloakManagement, "SPARKALL_KEYCLOAK_MANAGEMENT_PORT");
        Ports.requireFree("auth-service", auth, "SPARKALL_AUTH_PORT");
        Ports.requireFree("scope-policy-service", policy, "SPARKALL_POLICY_PORT");
        Ports.requireFree("consent-service", consent, "SPARKALL_CONSENT_PORT");
    }

    private static int port(String setting, int otherwise) {
        String value = Optional.ofNullable(System.getenv(setting)).orElse(Integer.toString(otherwise));
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port < 65_536) return port;
        } catch (NumberFormatException e) {
            // Not a number at all: the sentence below fits that too.
        }
        throw new LocalStackException(setting + " must be a port number, not '" + value + "'.");
    }
}
