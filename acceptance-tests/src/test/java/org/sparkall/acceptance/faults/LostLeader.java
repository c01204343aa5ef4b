package org.sparkall.acceptance.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.sparkall.localstack.kafka.KafkaBroker;

/**
 * A partition whose only replica is at a broker that is paused: the controller takes its leadership away after nine seconds, and no other
 * broker can have it.
 */
final class LostLeader {

    private static final int FIRST_BROKER = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TopicPartition partition;
    private final KafkaBroker broker;
    private final Admin admin;

    /** Moves a partition to a broker that does not run yet. */
    LostLeader(Cluster cluster, TopicPartition partition, KafkaBroker broker) throws Exception {
        this.partition = partition;
        this.broker = broker;
        broker.start();
        Map<String, Object> client = new HashMap<>(cluster.kafkaClient());
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        this.admin = Admin.create(client);
        move(KafkaBroker.SECOND_NODE);
    }

    /** Takes its leader away for so long, and gives it back. */
    void strike(Duration away) throws Exception {
        signal("-STOP");
        try {
            await(() -> leader() != KafkaBroker.SECOND_NODE);
            Thread.sleep(away);
        } finally {
            signal("-CONT");
        }
        await(() -> leader() == KafkaBroker.SECOND_NODE);
    }

    /** Moves the partition back, and ends the broker. */
    void end() throws Exception {
        move(FIRST_BROKER);
        broker.close();
        admin.unregisterBroker(KafkaBroker.SECOND_NODE).all().get();
        admin.close();
    }

    private void move(int node) throws Exception {
        admin.alterPartitionReassignments(Map.of(partition, Optional.of(new NewPartitionReassignment(List.of(node)))))
                .all()
                .get();
        await(() -> admin.listPartitionReassignments().reassignments().get().isEmpty() && leader() == node);
    }

    /** The node that leads it; -1 for none. */
    private int leader() throws Exception {
        TopicDescription topic = admin.describeTopics(List.of(partition.topic()))
                .allTopicNames()
                .get()
                .get(partition.topic());
        return Optional.ofNullable(topic.partitions().get(partition.partition()).leader())
                .map(it -> it.id())
                .orElse(-1);
    }

    private void signal(String signal) throws Exception {
        Cluster.signal(broker.process().orElseThrow(), signal);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isKnownToHold(condition)) {
            if (Instant.now().isAfter(deadline)) throw new IllegalStateException("Kafka does not come to that");
            Thread.sleep(100);
        }
    }

    /** Not when it cannot be asked: the question may have gone to the very broker that was stopped. */
    private static boolean isKnownToHold(Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) return false;
            throw e;
        }
    }
}
