package org.sparkall.localstack.suite;

/** Where the parts of a running suite can be reached. */
public record SuiteAddresses(
        String auth, String policy, String consent, String keycloak, String kafka, int postgresPort) {

    /** The addresses of a suite on these ports. */
    public static SuiteAddresses of(SuitePorts ports) {
        return new SuiteAddresses(
                "http://localhost:" + ports.auth(),
                "http://localhost:" + ports.policy(),
                "http://localhost:" + ports.consent(),
                "http://localhost:" + ports.keycloak(),
                "localhost:" + ports.kafka(),
                ports.postgres());
    }

    /** The realm, as an OpenID Connect issuer. */
    public String realm() {
        return keycloak + "/realms/spark";
    }
}
