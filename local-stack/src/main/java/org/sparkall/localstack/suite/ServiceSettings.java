package org.sparkall.localstack.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.sparkall.localstack.kafka.KafkaAccess;
import org.sparkall.localstack.postgres.Postgres;
import org.sparkall.localstack.service.ServiceBuild;
import org.sparkall.localstack.service.ServiceProgram;
import org.sparkall.localstack.service.SuiteService;

/** How each service of a local suite is set up. */
public final class ServiceSettings {

    /** The names of the services, those first that others ask. */
    public static final List<String> SERVICES = List.of("scope-policy-service", "consent-service", "auth-service");

    private final SuitePorts ports;
    private final SuitePorts known;
    private final Secrets secrets;
    private final KafkaAccess kafka;
    private Function<String, ServiceProgram> programs;
    private final Path logs;
    private final Map<String, String> restoration;
    private final Map<String, String> tracing = new TreeMap<>();

    /**
     * @param ports where the services listen
     * @param known where everything is found
     * @param restoration what is to be said of a backup that was restored; nothing when none was
     */
    ServiceSettings(
            SuitePorts ports,
            SuitePorts known,
            Secrets secrets,
            KafkaAccess kafka,
            Path apps,
            Path logs,
            Map<String, String> restoration) {
        this.kafka = kafka;
        this.ports = ports;
        this.known = known;
        this.secrets = secrets;
        this.programs = service -> new ServiceBuild(apps.resolve(service).resolve("target")).program();
        this.logs = logs;
        this.restoration = Map.copyOf(restoration);
    }

    /** Runs services with these programs, by the service's name. */
    void run(Function<String, ServiceProgram> programs) {
        this.programs = programs;
    }

    /** Has the services export all their traces there. */
    void trace(String collector) {
        tracing.put("SPARKALL_TRACES_ENDPOINT", collector);
        tracing.put("SPARKALL_TRACES_RATIO", "1");
    }

    List<SuiteService> services() {
        return SERVICES.stream().map(it -> service(it, Map.of())).toList();
    }

    /**
     * A service in its own place, for a test that ends it and begins it again.
     *
     * @param more settings that differ from the suite's
     */
    public SuiteService service(String service, Map<String, String> more) {
        int port = switch (service) {
            case "auth-service" -> ports.auth();
            case "scope-policy-service" -> ports.policy();
            default -> ports.consent();
        };
        return another(service, service, port, more);
    }

    /**
     * A service once more, beside the one that runs.
     *
     * @param name of this replica, its log and its database sessions
     * @param more settings that differ from the other's
     */
    public SuiteService another(String service, String name, int port, Map<String, String> more) {
        Map<String, String> all = of(service);
        kafka.client(addresses().kafka(), service)
                .forEach((key, value) ->
                        all.put("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        all.merge("QUARKUS_DATASOURCE_JDBC_URL", "?ApplicationName=" + name, String::concat);
        all.putAll(more);
        return new SuiteService(name, port, programs.apply(service), all, logs.resolve(name + ".log"));
    }

    /**
     * scope-policy-service once more, with a database of its own.
     *
     * @param database {@code policy} for a replica, another one for a service that lost its own
     * @param more settings that differ from the other's
     */
    public SuiteService anotherPolicyService(String name, int port, String database, Map<String, String> more) {
        Map<String, String> all = common(database);
        all.putAll(more);
        return another("scope-policy-service", name, port, all);
    }

    private Map<String, String> of(String service) {
        return switch (service) {
            case "auth-service" -> auth();
            case "scope-policy-service" -> policy();
            case "consent-service" -> consent();
            default -> throw new IllegalArgumentException(service);
        };
    }

    private Map<String, String> auth() {
        Map<String, String> all = common("auth");
        all.put("QUARKUS_OIDC_CREDENTIALS_SECRET", "spark-auth-service");
        all.put("SPARKALL_ISSUER", addresses().auth());
        all.put("SPARKALL_SECRETS_MASTER_KEY", secrets.masterKey("auth"));
        // Resource servers beside the platform's own, for those who try resource indicators.
        all.put(
                "SPARKALL_TOKEN_RESOURCES",
                "https://api.example.com,https://files.example.com,https://plain.example.com");
        all.put("SPARKALL_TOKEN_PLAIN_JWT_RESOURCES", "https://plain.example.com");
        // As in an installation, services know one another by other addresses than browsers do.
        all.put("SPARKALL_CONSENT_SERVICE_URL", "http://127.0.0.1:" + known.consent());
        all.put("SPARKALL_CONSENT_PUBLIC_URL", addresses().consent());
        // Tests and measurements come from one address and mean it.
        all.put("SPARKALL_LIMITS_REQUESTS_PER_ADDRESS", "10000000");
        all.put("SPARKALL_LIMITS_REQUESTS_PER_CLIENT", "10000000");
        all.put("SPARKALL_LIMITS_FAILURES_PER_CLIENT", "10000000");
        all.put("SPARKALL_LOGOUT_ALLOW_PRIVATE_ADDRESSES", "true");
        return all;
    }

    private Map<String, String> policy() {
        Map<String, String> all = common("policy");
        all.put("SPARKALL_TOKEN_ISSUER", addresses().auth());
        all.put("SPARKALL_TOKEN_JWKS_URL", "http://127.0.0.1:" + known.auth() + "/v1/jwks");
        all.put("SPARKALL_KEYCLOAK_URL", addresses().keycloak());
        all.put("SPARKALL_KEYCLOAK_SYNC_SECRET", "spark-catalog-sync");
        // So that a scope can be taken out again within a test.
        all.put("SPARKALL_CATALOG_DEPRECATION_PERIOD", "PT2S");
        all.put("SPARKALL_PUBLIC_URL", addresses().policy());
        all.put("SPARKALL_SECRETS_MASTER_KEY", secrets.masterKey("policy"));
        all.put("SPARKALL_TOKEN_AUDIENCE", "spark-api,https://api.example.com,https://plain.example.com");
        all.put("SPARKALL_TOKEN_PLAIN_JWT_AUDIENCE", "https://plain.example.com");
        return all;
    }

    private Map<String, String> consent() {
        Map<String, String> all = common("consent");
        all.put("QUARKUS_OIDC_CREDENTIALS_SECRET", "spark-consent-service");
        all.put("SPARKALL_AUTH_SERVICE_URL", "http://127.0.0.1:" + known.auth());
        all.put("SPARKALL_PUBLIC_URL", addresses().consent());
        all.put("SPARKALL_SECRETS_MASTER_KEY", secrets.masterKey("consent"));
        all.put("SPARKALL_CONSENT_ALLOWED_RETURN_PREFIXES", addresses().auth() + "/");
        all.put("SPARKALL_CONSENT_REPORT_URL", "https://help.example/report");
        // A developer's logo may stand on this machine, with a certificate of its own making.
        all.put("SPARKALL_CONSENT_LOGO_INTERNAL_HOSTS", "localhost");
        all.put("QUARKUS_TLS_LOGO_TRUST_ALL", "true");
        return all;
    }

    private Map<String, String> common(String database) {
        Map<String, String> all = new TreeMap<>();
        all.put("QUARKUS_DATASOURCE_JDBC_URL", Postgres.url(known.postgres(), database));
        all.put("QUARKUS_DATASOURCE_USERNAME", database);
        all.put("QUARKUS_DATASOURCE_PASSWORD", secrets.databasePassword(database));
        all.put("QUARKUS_OIDC_AUTH_SERVER_URL", addresses().realm());
        all.putAll(tracing);
        all.putAll(restoration);
        // Where nothing stands before the replicas, nothing has to learn that one ends.
        if (ports.equals(known)) all.put("QUARKUS_SHUTDOWN_DELAY", "0S");
        return all;
    }

    private SuiteAddresses addresses() {
        return SuiteAddresses.of(known);
    }
}
