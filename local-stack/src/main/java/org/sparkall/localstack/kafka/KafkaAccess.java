package org.sparkall.localstack.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.sparkall.localstack.part.LocalStackException;

/** Who may do what at Kafka: each service writes what it is the source of, and reads what it needs (docs/operations/kafka.md). */
public final class KafkaAccess {

    /** Who may do everything. */
    static final String OPERATOR = "operator";

    private static final String ALL_TOPICS = "spark.";
    private static final String DEAD_LETTERS = ".dlq";
    private static final String ANY_HOST = "*";

    private static final Map<String, List<String>> WRITES = Map.of(
            "auth-service", List.of("integrations", "grants", "organization-rules", "audit"),
            "consent-service", List.of("consents", "notifications", "audit"),
            "scope-policy-service", List.of("scope-catalog", "audit"));

    /** What it wrote itself a service reads when its database was brought back to an earlier state. */
    private static final Map<String, List<String>> READS = Map.of(
            "auth-service", List.of("scope-catalog", "consents", "integrations", "grants", "organization-rules"),
            "consent-service", List.of("scope-catalog", "integrations", "consents", "grants", "audit"),
            "scope-policy-service",
                    List.of("scope-catalog", "integrations", "consents", "grants", "organization-rules"));

    private final Map<String, String> passwords = new LinkedHashMap<>();

    /** @param passwordOf each user's password */
    public KafkaAccess(UnaryOperator<String> passwordOf) {
        passwords.put(OPERATOR, passwordOf.apply(OPERATOR));
        WRITES.keySet().stream().sorted().forEach(it -> passwords.put(it, passwordOf.apply(it)));
    }

    /** How a client connects as a service. */
    public Map<String, String> client(String bootstrapServers, String user) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SASL_PLAINTEXT",
                SaslConfigs.SASL_MECHANISM,
                "PLAIN",
                SaslConfigs.SASL_JAAS_CONFIG,
                login(user) + ";");
    }

    /** How whoever may do everything connects. */
    public Map<String, String> operator(String bootstrapServers) {
        return client(bootstrapServers, OPERATOR);
    }

    private String login(String user) {
        return "%s required username=\"%s\" password=\"%s\""
                .formatted(PlainLoginModule.class.getName(), user, passwords.get(user));
    }

    /** The users, as a broker knows them; it is the operator itself where it calls another. */
    String users() {
        StringBuilder users = new StringBuilder(login(OPERATOR));
        passwords.forEach((name, password) -> users.append(" user_%s=\"%s\"".formatted(name, password)));
        return users + ";";
    }

    /**
     * Tells a broker what each service may do; harmless when it knows.
     *
     * @throws LocalStackException when it does not take it
     */
    public void grant(String bootstrapServers) {
        List<AclBinding> all = new ArrayList<>();
        for (String service : WRITES.keySet()) {
            for (AclOperation operation : List.of(AclOperation.CREATE, AclOperation.DESCRIBE)) {
                all.add(allow(service, operation, ResourceType.TOPIC, ALL_TOPICS, PatternType.PREFIXED));
            }
            WRITES.getOrDefault(service, List.of())
                    .forEach(it -> all.add(
                            allow(service, AclOperation.WRITE, ResourceType.TOPIC, topic(it), PatternType.LITERAL)));
            READS.getOrDefault(service, List.of()).forEach(it -> {
                all.add(allow(service, AclOperation.READ, ResourceType.TOPIC, topic(it), PatternType.LITERAL));
                // What it cannot read it puts aside.
                all.add(allow(
                        service,
                        AclOperation.WRITE,
                        ResourceType.TOPIC,
                        topic(it) + DEAD_LETTERS,
                        PatternType.LITERAL));
            });
            all.add(allow(service, AclOperation.READ, ResourceType.GROUP, service, PatternType.LITERAL));
        }
        try (Admin admin = Admin.create(Map.copyOf(operator(bootstrapServers)))) {
            admin.createAcls(all).all().get();
        } catch (ExecutionException e) {
            throw new LocalStackException("Kafka does not take its access rules: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted.", e);
        }
    }

    private static String topic(String name) {
        return ALL_TOPICS + name + ".v1";
    }

    private static AclBinding allow(
            String user, AclOperation operation, ResourceType type, String name, PatternType pattern) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + user, ANY_HOST, operation, AclPermissionType.ALLOW));
    }
}
