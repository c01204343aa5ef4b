package org.sparkall.events;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The topics. A compacted one holds the present state of everything; the others remember for a while. */
public enum Topic {
    SCOPE_CATALOG("spark.scope-catalog.v1", true),
    INTEGRATIONS("spark.integrations.v1", true),
    CONSENTS("spark.consents.v1", true),
    ORGANIZATION_RULES("spark.organization-rules.v1", true),
    GRANTS("spark.grants.v1", false),
    NOTIFICATIONS("spark.notifications.v1", false),
    AUDIT("spark.audit.v1", false);

    private static final Duration RETENTION = Duration.ofDays(30);

    private final String topicName;
    private final boolean compacted;

    Topic(String topicName, boolean compacted) {
        this.topicName = topicName;
        this.compacted = compacted;
    }

    public String topicName() {
        return topicName;
    }

    /** Where events go that a consumer cannot process. */
    public String deadLetterName() {
        return topicName + ".dlq";
    }

    Map<String, String> config() {
        return compacted
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(RETENTION.toMillis()));
    }
}
