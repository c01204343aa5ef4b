package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.SUITE;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only who is the source of events may say them, even if another service is in an attacker's hands. */
class EventForgeryIT {

    @ParameterizedTest
    @CsvSource({
        "auth-service, consents",
        "auth-service, scope-catalog",
        "consent-service, grants",
        "consent-service, integrations",
        "consent-service, scope-catalog",
        "scope-policy-service, consents",
        "scope-policy-service, integrations",
        "scope-policy-service, organization-rules"
    })
    void aServiceCannotSayWhatIsAnothersToSay(String service, String topic) {
        assertThatThrownBy(() -> send(client(service), "spark." + topic + ".v1"))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void nobodyElseIsLetIn() {
        Map<String, Object> wrong = client("auth-service");
        String login = wrong.get(SaslConfigs.SASL_JAAS_CONFIG).toString();
        wrong.put(
                SaslConfigs.SASL_JAAS_CONFIG, login.replaceAll("password=\"[^\"]*", "password=\"" + UUID.randomUUID()));
        assertThatThrownBy(() -> send(wrong, "spark.grants.v1"))
                .hasRootCauseInstanceOf(SaslAuthenticationException.class);
        Map<String, Object> nobody = new HashMap<>(client("auth-service"));
        nobody.keySet().removeIf(it -> it.startsWith("sasl"));
        nobody.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        assertThatThrownBy(() -> send(nobody, "spark.grants.v1")).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(PublishedEvents.of("spark.grants.v1", "forged")).isEmpty();
    }

    /** Notifications name people, and only whoever sends them on has to know. */
    @Test
    void whatAServiceNeedNotKnowItCannotRead() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                client("scope-policy-service"), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("spark.notifications.v1", 0)));
            consumer.seek(new TopicPartition("spark.notifications.v1", 0), 0);
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    /** Whoever takes part in another service's group takes events away from it. */
    @Test
    void aServiceCannotTakePartInAnothersGroup() {
        Map<String, Object> settings = client("auth-service");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "consent-service");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("spark.consents.v1"));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10))).isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void noServiceCanGiveItselfMore() {
        try (Admin admin = Admin.create(client("consent-service"))) {
            assertThatThrownBy(() -> admin.describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY)
                            .values()
                            .get())
                    .hasRootCauseInstanceOf(ClusterAuthorizationException.class);
            assertThatThrownBy(() ->
                            admin.deleteTopics(List.of("spark.grants.v1")).all().get())
                    .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        }
        assertThat(PublishedEvents.of("spark.grants.v1", "nobody")).isEmpty();
    }

    private static Map<String, Object> client(String service) {
        return new HashMap<>(SUITE.kafkaAccess().client(AT.kafka(), service));
    }

    private static void send(Map<String, Object> client, String topic) throws Exception {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "forged", "{}")).get();
        }
    }
}
