package org.sparkall.admin.connection;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that say where the suite is and who asks, good before and after a command's name. */
public final class ConnectionOptions {

    @Option(
            names = "--auth-url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            defaultValue = "${env:SPARKALL_ADMIN_AUTH_URL}",
            description = "auth-service (SPARKALL_ADMIN_AUTH_URL).")
    @Nullable
    URI authUrl;

    @Option(
            names = "--policy-url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            defaultValue = "${env:SPARKALL_ADMIN_POLICY_URL}",
            description = "scope-policy-service (SPARKALL_ADMIN_POLICY_URL).")
    @Nullable
    URI policyUrl;

    @Option(
            names = "--consent-url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            defaultValue = "${env:SPARKALL_ADMIN_CONSENT_URL}",
            description = "consent-service (SPARKALL_ADMIN_CONSENT_URL).")
    @Nullable
    URI consentUrl;

    @Option(
            names = "--issuer",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            defaultValue = "${env:SPARKALL_ADMIN_ISSUER}",
            description = "Keycloak's realm, such as https://id.example.com/realms/spark (SPARKALL_ADMIN_ISSUER).")
    @Nullable
    URI issuer;

    @Option(
            names = "--client-id",
            scope = ScopeType.INHERIT,
            paramLabel = "ID",
            defaultValue = "${env:SPARKALL_ADMIN_CLIENT_ID}",
            description = {
                "Ask as this client of Keycloak and not as a person (SPARKALL_ADMIN_CLIENT_ID).",
                "Its secret is in SPARKALL_ADMIN_CLIENT_SECRET or in a file."
            })
    @Nullable
    String clientId;

    @Option(
            names = "--client-secret-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            defaultValue = "${env:SPARKALL_ADMIN_CLIENT_SECRET_FILE}",
            description = "A file with that client's secret (SPARKALL_ADMIN_CLIENT_SECRET_FILE).")
    @Nullable
    Path clientSecretFile;

    @Option(
            names = "--ca-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            defaultValue = "${env:SPARKALL_ADMIN_CA_FILE}",
            description = "Certificates (PEM) to trust in place of the system's (SPARKALL_ADMIN_CA_FILE).")
    @Nullable
    Path caFile;

    @Option(
            names = "--allow-http",
            scope = ScopeType.INHERIT,
            description = "Send tokens without TLS to other machines than this one.")
    boolean allowHttp;

    @Option(
            names = "--timeout",
            scope = ScopeType.INHERIT,
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for an answer; ${DEFAULT-VALUE} unless told.")
    int timeoutSeconds;

    public Optional<String> clientId() {
        return Optional.ofNullable(clientId);
    }

    public Optional<Path> clientSecretFile() {
        return Optional.ofNullable(clientSecretFile);
    }

    Optional<Path> caFile() {
        return Optional.ofNullable(caFile);
    }

    boolean allowHttp() {
        return allowHttp;
    }

    Duration timeout() {
        if (timeoutSeconds < 1) throw AdminException.usage("--timeout must be 1 or more.");
        return Duration.ofSeconds(timeoutSeconds);
    }

    Optional<URI> address(Part part) {
        return Optional.ofNullable(
                switch (part) {
                    case AUTH -> authUrl;
                    case POLICY -> policyUrl;
                    case CONSENT -> consentUrl;
                    case ISSUER -> issuer;
                });
    }
}
