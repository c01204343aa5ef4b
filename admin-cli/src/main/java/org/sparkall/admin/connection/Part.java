package org.sparkall.admin.connection;

/** A part of the suite that is asked. */
public enum Part {
    AUTH("auth-service", "--auth-url", "auth", ""),
    POLICY("scope-policy-service", "--policy-url", "policy", ""),
    CONSENT("consent-service", "--consent-url", "consent", ""),
    /** Keycloak's realm, where whoever asks comes from. */
    ISSUER("Keycloak", "--issuer", "keycloak", "/realms/spark");

    private final String title;
    private final String option;
    private final String port;
    private final String localPath;

    Part(String title, String option, String port, String localPath) {
        this.title = title;
        this.option = option;
        this.port = port;
        this.localPath = localPath;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** The option with its address. */
    String option() {
        return option;
    }

    /** What its port is called in the file of a local suite. */
    String port() {
        return port;
    }

    /** Where it is on its port of a local suite. */
    String localPath() {
        return localPath;
    }

    /** The environment variable with its address. */
    String variable() {
        return "SPARKALL_ADMIN_"
                + option.substring(2).toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
