package org.sparkall.localstack.testing;

/** The environment variables by which {@code ./sparkall test} tells tests what runs already. */
public final class TestEnvironment {

    /** The address of a Keycloak with the local realm. */
    public static final String KEYCLOAK = "SPARKALL_TEST_KEYCLOAK_URL";

    /** The JDBC address of a PostgreSQL for its superuser. */
    public static final String POSTGRES = "SPARKALL_TEST_POSTGRES_URL";

    /** The browser. */
    public static final String CHROMIUM = "SPARKALL_CHROMIUM";

    /** A file to which every secret goes that a journey uses, to search the logs for. */
    public static final String SECRETS = "SPARKALL_TEST_SECRETS_FILE";

    private TestEnvironment() {}
}
