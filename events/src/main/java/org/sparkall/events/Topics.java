package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are not there yet. */
@ApplicationScoped
class Topics {

    private final KafkaClients kafka;
    private final EventSettings settings;
    private boolean made;

    Topics(KafkaClients kafka, EventSettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    /**
     * Makes them, unless that was done before.
     *
     * @throws KafkaException when Kafka cannot be reached
     */
    synchronized void make() throws InterruptedException {
        if (made) return;
        List<NewTopic> topics = Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(
                        new NewTopic(topic.topicName(), settings.partitions(), settings.replicationFactor())
                                .configs(topic.config()),
                        new NewTopic(topic.deadLetterName(), 1, settings.replicationFactor())))
                .toList();
        try (Admin admin = kafka.admin()) {
            for (var result : admin.createTopics(topics).values().values()) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new KafkaException("the topics cannot be made", e.getCause());
                    }
                }
            }
        }
        made = true;
    }
}
