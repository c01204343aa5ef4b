package org.sparkall.benchmarks.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.sparkall.benchmarks.consents.Filling;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.Suite;

/**
 * Makes a running suite large with copies of what it holds: rows in the database, and events, which every service takes in as it takes in
 * those of others.
 */
final class Growth {

    private static final String INTEGRATIONS = "spark.integrations.v1";
    private static final String CONSENTS = "spark.consents.v1";
    private static final String GENERATED = "generated-";
    private static final int OF_PERSON = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured) .*used (\\d+)K");

    /** What {@code new UUID(n, n)} is. */
    private static final String CONSENT_ID = "repeat(lpad(to_hex(n), 16, '0'), 2)";

    private final Suite suite;
    private final SuiteApi api;
    private final String clientId;
    private final ProcessHandle policy;
    private final Progress progress;

    /**
     * How large.
     *
     * @param tokens refresh tokens, each of a grant of its own
     * @param consents in consent-service, and as many others that are told of to those who follow them
     * @param scopes in the catalog, nearly all of which {@code spark:all} stands for
     */
    record Size(int integrations, int tokens, int consents, int scopes) {}

    /** @param clientId the integration of which the others are copies */
    Growth(Suite suite, String clientId, ProcessHandle policy, Progress progress) {
        this.suite = suite;
        this.api = new SuiteApi(suite.addresses());
        this.clientId = clientId;
        this.policy = policy;
        this.progress = progress;
    }

    /**
     * Grows.
     *
     * @return what each further hundred thousand consents cost the policy service of its heap, in MiB
     */
    double grow(Size size) throws Exception {
        progress.say("growth", "%,d consents in consent-service".formatted(size.consents));
        try (Connection database = DriverManager.getConnection(suite.adminUrl("consent"))) {
            new Filling(database).fill(size.consents);
        }
        try (Connection database = DriverManager.getConnection(suite.adminUrl("auth"));
                Statement sql = database.createStatement()) {
            progress.say("growth", "%,d integrations".formatted(size.integrations));
            String ours = " WHERE client_id = '" + clientId + "'";
            copies(
                    sql,
                    "integration",
                    "integration" + ours,
                    size.integrations,
                    "'client_id', '" + GENERATED + "' || n");
            progress.say("growth", "%,d grants with a refresh token each".formatted(size.tokens));
            copies(
                    sql,
                    "consent",
                    "consent JOIN grants USING (consent_id)" + ours,
                    size.tokens,
                    "'consent_id', " + CONSENT_ID);
            copies(
                    sql,
                    "grants",
                    "grants" + ours,
                    size.tokens,
                    "'consent_id', " + CONSENT_ID + ", 'person', '" + GENERATED + "' || n");
            sql.execute("INSERT INTO refresh_token (token_hash, grant_id, issued_at, expires_at)"
                    + " SELECT sha256(CAST(CAST(id AS text) AS bytea)), id, now(), now() + interval '30 days'"
                    + " FROM grants WHERE person LIKE '" + GENERATED + "%'");
            sql.execute("VACUUM ANALYZE");
        }
        publish(INTEGRATIONS, size.integrations, event -> n -> {
            event.put("client_id", GENERATED + n);
            return GENERATED + n;
        });
        double before = heapMebibytes();
        progress.say("growth", "%,d consents for those who follow them".formatted(size.consents));
        publish(CONSENTS, size.consents, event -> n -> {
            String id = new UUID(n, n).toString();
            event.put("consent_id", id)
                    .put("person", new UUID(0, n / OF_PERSON).toString())
                    .put("client_id", GENERATED + n % size.integrations);
            return id;
        });
        await(() -> isDecided(size));
        double after = heapMebibytes();
        progress.say("growth", "taken in by decisions");
        await(this::isTakenIn);
        progress.say("growth", "taken in by all");
        return (after - before) * 100_000 / size.consents;
    }

    /** Fills the catalog up, in one version, and waits until auth-service knows it. */
    void growScopes(Size size) throws InterruptedException {
        progress.say("growth", "%,d scopes".formatted(size.scopes));
        int now = api.operateCatalog("GET", "/scopes", "").json().path("scopes").size();
        String scopes = IntStream.rangeClosed(1, size.scopes - now)
                .mapToObj("""
                        {"name": "spark:generated_%1$d", "scope": {"kind": "user", "group": "Generated",
                         "title": "Generated %1$d", "description": "Something that is numbered %1$d"}}"""::formatted)
                .collect(Collectors.joining(", "));
        Reply changed = api.operateCatalog("POST", "/catalog/versions", "{\"changes\": [" + scopes + "]}");
        if (changed.status() / 100 != 2) throw new LocalStackException("the catalog did not grow: " + changed.body());
        URI metadata = URI.create(suite.addresses().auth() + "/.well-known/oauth-authorization-server");
        await(() -> new Requests().get(metadata).body().contains("spark:generated_1\""));
    }

    /** Rows like the measured integration's, with other keys. */
    private static void copies(Statement sql, String table, String model, int number, String changes)
            throws SQLException {
        sql.execute("INSERT INTO " + table + " SELECT copy.* FROM (SELECT to_jsonb(" + table + ") AS it FROM " + model
                + " LIMIT 1) AS one, generate_series(0, " + (number - 1) + ") AS n, jsonb_populate_record(NULL::"
                + table
                + ", it || jsonb_build_object('id', gen_random_uuid(), " + changes + ")) AS copy");
    }

    /** Gives an event other keys, and returns the one it goes by. */
    private interface Change {
        LongFunction<String> of(ObjectNode event);
    }

    private void publish(String topic, int number, Change change) throws Exception {
        ConsumerRecord<String, byte[]> model = model(topic);
        ObjectNode event = (ObjectNode) JSON.readTree(model.value());
        LongFunction<String> changed = change.of(event);
        Map<String, Object> settings = new HashMap<>(suite.kafkaClient());
        settings.put("linger.ms", 20);
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            Future<?> sent = CompletableFuture.completedFuture(null);
            for (long n = 0; n < number; n++) {
                String key = changed.apply(n);
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(topic, null, key, JSON.writeValueAsBytes(event));
                for (Header it : model.headers()) {
                    if (!Set.of("ce_id", "ce_subject").contains(it.key()))
                        record.headers().add(it);
                }
                record.headers().add(header("ce_id", UUID.randomUUID().toString()));
                record.headers().add(header("ce_subject", key));
                sent = producer.send(record);
            }
            producer.flush();
            sent.get();
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** An event of the measured integration. */
    private ConsumerRecord<String, byte[]> model(String topic) {
        try (Consumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Instant end = Instant.now().plusSeconds(20);
            while (Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> it : consumer.poll(Duration.ofSeconds(1))) {
                    if (it.value() != null
                            && new String(it.value(), StandardCharsets.UTF_8).contains(clientId)
                            && new String(it.value(), StandardCharsets.UTF_8).contains("\"spark:all\"")) return it;
                }
            }
        }
        throw new LocalStackException("no event of the measured integration in " + topic);
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(suite.kafkaClient());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private boolean isDecided(Size size) {
        // The last of each partition: they are read in parallel.
        for (long n = size.consents - 1L; n > Math.max(0, size.consents - 50L); n--) {
            boolean yes = api.decide(
                            new UUID(0, n / OF_PERSON).toString(),
                            "spark:messages_read",
                            GENERATED + n % size.integrations)
                    .body()
                    .contains("\"decision\":true");
            if (!yes) return false;
        }
        return true;
    }

    /** Whether those who keep what they read have read all. */
    private boolean isTakenIn() {
        try (Admin admin = Admin.create(suite.kafkaClient());
                Consumer<String, byte[]> ends = consumer()) {
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets("auth-service")
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, Long> last = ends.endOffsets(read.keySet());
            return read.entrySet().stream()
                    .allMatch(it -> it.getValue().offset() >= last.getOrDefault(it.getKey(), 0L));
        } catch (ExecutionException e) {
            throw new LocalStackException("Kafka does not say: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted.", e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) throw new LocalStackException("the events were not taken in");
            Thread.sleep(Duration.ofSeconds(1));
        }
    }

    /** What is left of the policy service's heap after a collection. */
    private double heapMebibytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        double kibibytes = 0;
        for (Matcher used = USED.matcher(jcmd("GC.heap_info")); used.find(); )
            kibibytes += Long.parseLong(used.group(1));
        if (kibibytes == 0) throw new LocalStackException("the heap's report is not what was expected");
        return kibibytes / 1024;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd", Long.toString(policy.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) throw new LocalStackException("jcmd failed: " + said);
        return said;
    }
}
