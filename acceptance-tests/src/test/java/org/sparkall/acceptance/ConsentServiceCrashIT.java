package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.Suite;

/** Killing consent-service between the commit of a withdrawal and its publication loses nothing and doubles nothing. */
class ConsentServiceCrashIT {

    private static final String HOLD_THE_RELAY = "SELECT pg_advisory_lock(hashtext('sparkall.outbox'))";

    @Test
    void aWithdrawalOutlivesTheDeathOfItsService() throws Exception {
        Granted granted = grant("bob", registered("spark:all"), "spark:all");
        String client = granted.integration().clientId();
        String person = subject(granted);
        awaitReason("granted_by_aggregate", person, "spark:messages_read", client);
        String consent = consentId("bob", client);
        Suite suite = FILE.suite();

        ProcessHandle service = processOfConsentService();
        SuiteService reborn = suite.settings().consentService();
        try (Connection database = DriverManager.getConnection(suite.adminUrl("consent"));
                Statement sql = database.createStatement()) {
            // As long as this session holds the lock no relay publishes anything.
            sql.execute(HOLD_THE_RELAY);
            assertThat(API.withdraw("bob", consent).status()).isEqualTo(204);
            assertThat(waiting(sql, consent)).isEqualTo(1);
            assertThat(service.destroyForcibly()).isTrue();
            service.onExit().get();
            assertThat(waiting(sql, consent)).isEqualTo(1);
        }
        assertThat(withdrawals(consent)).isEmpty();
        assertThat(granted.integration()
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();

        reborn.start();
        FILE.remember(reborn.process().orElseThrow());
        awaitReason("consent_withdrawn", person, "spark:messages_read", client);
        Awaitility.await()
                .until(() ->
                        granted.integration().refresh(granted.refreshToken()).status() == 400);
        assertThat(granted.integration()
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean(true))
                .isFalse();
        try (Connection database = DriverManager.getConnection(suite.adminUrl("consent"));
                Statement sql = database.createStatement()) {
            Awaitility.await().until(() -> waiting(sql, consent) == 0);
        }
        assertThat(withdrawals(consent)).hasSize(1);
    }

    /** The process that listens now: this test may have replaced the one that the suite started. */
    private static ProcessHandle processOfConsentService() {
        return ProcessHandle.of(FILE.pids().get("consent-service")).orElseThrow();
    }

    private static int waiting(Statement sql, String consent) throws Exception {
        try (ResultSet rows = sql.executeQuery("SELECT count(*) FROM outbox WHERE key = '" + consent + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Every withdrawal of this consent that was ever published, by the events' ids. */
    private static List<String> withdrawals(String consent) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, AT.kafka(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor("spark.consents.v1").stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (consent.equals(record.key())
                            && header(record, "ce_type").equals("consent.withdrawn")) {
                        found.add(header(record, "ce_id"));
                    }
                }
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
