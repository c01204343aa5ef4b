package org.sparkall.acceptance.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Consumers that hear late, or once more. */
final class Behind {

    private static final Duration REWOUND = Duration.ofHours(1);

    private Behind() {}

    /** A service answers requests meanwhile, but takes no event in. */
    static void late(Cluster cluster, String database, Duration lasting) throws Exception {
        try (Connection holder = DriverManager.getConnection(cluster.database(database));
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute("SET lock_timeout = '4s'");
            sql.execute("LOCK TABLE inbox IN EXCLUSIVE MODE");
            Thread.sleep(lasting);
            holder.rollback();
        } catch (SQLException e) {
            // Another fault has the database, or keeps the lock from being had.
        }
    }

    /** A service is ended, and begun again an hour behind: as if it had committed nothing of what it took in since. */
    static void anHour(Cluster cluster, String service) throws Exception {
        cluster.terminate(service);
        cluster.terminate(Cluster.replica(service));
        try (Admin admin = Admin.create(cluster.kafkaClient())) {
            Map<TopicPartition, OffsetSpec> then = new HashMap<>();
            OffsetSpec anHourAgo =
                    OffsetSpec.forTimestamp(Instant.now().minus(REWOUND).toEpochMilli());
            for (TopicPartition partition : admin.listConsumerGroupOffsets(service)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .keySet()) {
                then.put(partition, anHourAgo);
            }
            Map<TopicPartition, OffsetAndMetadata> rewound = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> it :
                    admin.listOffsets(then).all().get().entrySet()) {
                // -1 where nothing was said since.
                if (it.getValue().offset() >= 0)
                    rewound.put(it.getKey(), new OffsetAndMetadata(it.getValue().offset()));
            }
            admin.alterConsumerGroupOffsets(service, rewound).all().get();
        } finally {
            cluster.begin(service);
            cluster.begin(Cluster.replica(service));
        }
    }
}
