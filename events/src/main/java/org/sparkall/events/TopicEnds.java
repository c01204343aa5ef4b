package org.sparkall.events;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka again and again where topics end, beside the thread that reads them: that one never waits for an answer. Partitions that were
 * added meanwhile are among the answers. Not for several threads.
 */
final class TopicEnds implements AutoCloseable {

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int PATIENCE_MS = 5_000;

    private final Admin admin;
    private final List<String> topics;
    private @Nullable CompletableFuture<Ends> answer;
    private long askedAt;

    TopicEnds(Admin admin, List<String> topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Where the topics ended.
     *
     * @param askedAt the moment of the question, by {@link System#nanoTime}: they ended there then or later
     */
    record Ends(Map<TopicPartition, Long> offsets, long askedAt) {}

    /**
     * The first answer, waited for.
     *
     * @throws KafkaException when Kafka did not answer
     */
    Ends first() {
        return result(ask());
    }

    /**
     * An answer that has come in; empty as long as there is none. Asks a second after the last question.
     *
     * @throws KafkaException when Kafka did not answer; the question is asked again all the same
     */
    Optional<Ends> next() {
        CompletableFuture<Ends> open = answer;
        if (open == null) {
            if (System.nanoTime() - askedAt >= PAUSE_NANOS) answer = ask();
            return Optional.empty();
        }
        if (!open.isDone()) return Optional.empty();
        answer = null;
        return Optional.of(result(open));
    }

    private static Ends result(CompletableFuture<Ends> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw new KafkaException("Kafka does not say where its topics end", e.getCause());
        }
    }

    private CompletableFuture<Ends> ask() {
        long now = System.nanoTime();
        askedAt = now;
        return future(admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(PATIENCE_MS))
                        .allTopicNames())
                .thenCompose(described -> future(
                        admin.listOffsets(latest(described.values()), new ListOffsetsOptions().timeoutMs(PATIENCE_MS))
                                .all()))
                .thenApply(offsets -> new Ends(offsets(offsets), now));
    }

    private static Map<TopicPartition, OffsetSpec> latest(Collection<TopicDescription> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest()));
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> results) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        results.forEach((partition, result) -> offsets.put(partition, result.offset()));
        return Map.copyOf(offsets);
    }

    private static <T> CompletableFuture<T> future(KafkaFuture<T> future) {
        return future.toCompletionStage().toCompletableFuture();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
