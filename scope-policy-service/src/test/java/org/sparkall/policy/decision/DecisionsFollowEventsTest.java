package org.sparkall.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.CloudEventSerializer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.sparkall.events.CatalogMissingException;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.EventTypes;
import org.sparkall.events.GrantEvent;
import org.sparkall.events.IntegrationEvent;
import org.sparkall.events.OrganizationRuleEvent;
import org.sparkall.events.OrganizationRuleEvent.Rule;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.ReadModelFreshness;
import org.sparkall.events.Topic;
import org.sparkall.localstack.testing.LocalStackResource;
import org.sparkall.scope.AccessReason;

/** Events go through the real outbox and the real Kafka, and decisions follow them. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DecisionsFollowEventsTest {

    private static final String READ = "spark:messages_read";

    @Inject
    Decisions decisions;

    @Inject
    ReadModelFreshness freshness;

    @Inject
    Outbox outbox;

    @Inject
    Jdbi jdbi;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private final String client = "client-" + UUID.randomUUID();
    private final String person = "person-" + UUID.randomUUID();
    private final String consent = UUID.randomUUID().toString();

    @Test
    void aDecisionFollowsTheConsentAndAnOldEventChangesNothing() {
        integration(IntegrationEvent.Status.ENABLED, 1);
        consent(ConsentEvent.State.GRANTED, 1);
        awaitReason(AccessReason.GRANTED_BY_AGGREGATE);
        consent(ConsentEvent.State.WITHDRAWN, 3);
        awaitReason(AccessReason.CONSENT_WITHDRAWN);
        consent(ConsentEvent.State.GRANTED, 2);
        integration(IntegrationEvent.Status.DISABLED, 2);
        awaitReason(AccessReason.INTEGRATION_DISABLED);
        integration(IntegrationEvent.Status.ENABLED, 3);
        awaitReason(AccessReason.CONSENT_WITHDRAWN);
    }

    @Test
    void aGrantThatEndedOpensNothingEvenWhenTheConsentStands() {
        String grant = UUID.randomUUID().toString();
        integration(IntegrationEvent.Status.ENABLED, 1);
        consent(ConsentEvent.State.GRANTED, 1);
        awaitReason(AccessReason.GRANTED_BY_AGGREGATE);
        publish(
                Topic.GRANTS,
                grant,
                EventTypes.GRANT_ENDED,
                new GrantEvent(grant, consent, person, client, List.of("spark:all"), 1, "revoked"));
        await().until(() -> reason(Optional.of(grant)) == AccessReason.TOKEN_INVALID);
        assertThat(reason(Optional.empty())).isEqualTo(AccessReason.GRANTED_BY_AGGREGATE);
    }

    @Test
    void aBlockCountsForTheOrganisationThatMadeItAndAnOldRuleChangesNothing() {
        integration(IntegrationEvent.Status.ENABLED, 1);
        consent(ConsentEvent.State.GRANTED, 1);
        rule("globex", Rule.BLOCKED, 1);
        rule("acme", Rule.PRE_APPROVED, 1);
        awaitReason(AccessReason.GRANTED_BY_AGGREGATE);
        rule("acme", Rule.BLOCKED, 3);
        awaitReason(AccessReason.INTEGRATION_DISABLED);
        rule("acme", Rule.APPROVED, 2);
        consent(ConsentEvent.State.GRANTED, 2);
        assertThat(reason(Optional.empty())).isEqualTo(AccessReason.INTEGRATION_DISABLED);
        rule("acme", Rule.NONE, 4);
        awaitReason(AccessReason.GRANTED_BY_AGGREGATE);
    }

    @Test
    void anEventThatKafkaRefusesIsNotOvertakenByTheNextOfItsKey() {
        integration(IntegrationEvent.Status.ENABLED, 1);
        awaitReason(AccessReason.NO_CONSENT);
        Map<String, String> moreThanKafkaTakes = Map.of("filling", "x".repeat(3_000_000));
        jdbi.useTransaction(tx -> {
            outbox.append(
                    tx, new OutgoingEvent(Topic.CONSENTS, consent, EventTypes.CONSENT_WITHDRAWN, moreThanKafkaTakes));
            outbox.append(tx, consentEvent(ConsentEvent.State.GRANTED, 1));
        });
        await().during(Duration.ofSeconds(3)).until(() -> reason(Optional.empty()) == AccessReason.NO_CONSENT);
        jdbi.useHandle(sql -> sql.execute("DELETE FROM outbox WHERE length(data::text) > 3000000"));
        awaitReason(AccessReason.GRANTED_BY_AGGREGATE);
    }

    private void rule(String organization, Rule rule, long revision) {
        publish(
                Topic.ORGANIZATION_RULES,
                organization + "/" + client,
                EventTypes.ORGANIZATION_RULE_CHANGED,
                new OrganizationRuleEvent(organization, client, rule, revision));
    }

    @Test
    void whatCannotBeReadIsPutAsideAndTheNextEventIsTakenIn() throws Exception {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("key.serializer", StringSerializer.class);
        settings.put("value.serializer", StringSerializer.class);
        String key = UUID.randomUUID().toString();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
            producer.send(new ProducerRecord<>(Topic.CONSENTS.topicName(), key, "not an event"))
                    .get();
        }
        integration(IntegrationEvent.Status.ENABLED, 1);
        consent(ConsentEvent.State.GRANTED, 1);
        awaitReason(AccessReason.GRANTED_BY_AGGREGATE);
        await().until(() -> deadLetters(key).size() == 1);
        ConsumerRecord<String, String> letter = deadLetters(key).getFirst();
        assertThat(letter.value()).isEqualTo("not an event");
        assertThat(new String(letter.headers().lastHeader("dlq-reason").value(), StandardCharsets.UTF_8))
                .isEqualTo("the record is not a CloudEvent");
    }

    @Test
    void aPartitionThatIsAddedIsReadFromItsBeginning() throws Exception {
        integration(IntegrationEvent.Status.ENABLED, 1);
        int added;
        try (Admin admin = Admin.create(kafka)) {
            String topic = Topic.CONSENTS.topicName();
            added = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(added + 1)))
                    .all()
                    .get();
        }
        CloudEvent event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/consent-service"))
                .withType(EventTypes.CONSENT_GRANTED)
                .withData("application/json", """
                        {"consent_id":"%s","person":"%s","client_id":"%s","state":"granted","scopes":["%s"],"expanded":["%s"],
                         "complete":false,"catalog_version":1,"revision":1,"changed_at":"2026-01-01T00:00:00Z"}
                        """.formatted(consent, person, client, READ, READ)
                        .getBytes(StandardCharsets.UTF_8))
                .build();
        Map<String, Object> settings = new HashMap<>(kafka);
        try (KafkaProducer<String, CloudEvent> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new CloudEventSerializer())) {
            producer.send(new ProducerRecord<>(Topic.CONSENTS.topicName(), added, consent, event))
                    .get();
        }
        awaitReason(AccessReason.GRANTED);
    }

    @Test
    void theKnowledgeOfAHealthyServiceStaysFreshThoughNothingHappens() {
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(20))
                .until(() -> freshness.stalenessNanos() < Duration.ofSeconds(3).toNanos());
    }

    private List<ConsumerRecord<String, String>> deadLetters(String key) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        settings.remove("group.id");
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            TopicPartition only = new TopicPartition(Topic.CONSENTS.deadLetterName(), 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            return consumer.poll(Duration.ofSeconds(1)).records(only).stream()
                    .filter(it -> key.equals(it.key()))
                    .toList();
        }
    }

    private void integration(IntegrationEvent.Status status, long revision) {
        publish(
                Topic.INTEGRATIONS,
                client,
                EventTypes.INTEGRATION_UPDATED,
                new IntegrationEvent(client, status, "public", List.of("spark:all"), List.of(), revision));
    }

    private void consent(ConsentEvent.State state, long revision) {
        jdbi.useTransaction(tx -> outbox.append(tx, consentEvent(state, revision)));
    }

    private OutgoingEvent consentEvent(ConsentEvent.State state, long revision) {
        return new OutgoingEvent(
                Topic.CONSENTS,
                consent,
                EventTypes.CONSENT_GRANTED,
                new ConsentEvent(
                        consent,
                        person,
                        client,
                        "acme",
                        state,
                        List.of("spark:all"),
                        List.of(READ),
                        false,
                        1,
                        revision,
                        Instant.now(),
                        false));
    }

    private void publish(Topic topic, String key, String type, Object data) {
        jdbi.useTransaction(tx -> outbox.append(tx, new OutgoingEvent(topic, key, type, data)));
    }

    private void awaitReason(AccessReason reason) {
        // The first catalog of all may not have arrived.
        await().ignoreExceptionsInstanceOf(CatalogMissingException.class)
                .until(() -> reason(Optional.empty()) == reason);
    }

    private AccessReason reason(Optional<String> grant) {
        return decisions
                .decide(new Question("user", person, READ, Optional.of(client), grant, Optional.empty()))
                .reason();
    }
}
