package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BackupTest {

    @Test
    void thePluginArchivesAndTakesBaseBackups() throws IOException {
        JsonNode plugin =
                Installations.GUARDED.object("Cluster", "spark-postgresql").at("/spec/plugins/0");
        assertThat(plugin.path("name").asText()).isEqualTo("barman-cloud.cloudnative-pg.io");
        assertThat(plugin.path("isWALArchiver").asBoolean()).isTrue();
        assertThat(plugin.path("parameters").toString())
                .isEqualTo("{\"barmanObjectName\":\"backups\",\"serverName\":\"second\"}");
        JsonNode schedule = Installations.GUARDED
                .object("ScheduledBackup", "spark-postgresql")
                .path("spec");
        assertThat(schedule.path("method").asText()).isEqualTo("plugin");
        assertThat(schedule.at("/pluginConfiguration/name").asText()).isEqualTo("barman-cloud.cloudnative-pg.io");
        assertThat(schedule.path("schedule").asText().split(" ", -1)).hasSize(6);
    }

    @Test
    void snapshotsOutliveTheCluster() throws IOException {
        JsonNode snapshot =
                Installations.GATEWAY.object("Cluster", "spark-postgresql").at("/spec/backup/volumeSnapshot");
        assertThat(snapshot.path("className").asText()).isEqualTo("fast");
        assertThat(snapshot.path("snapshotOwnerReference").asText()).isEqualTo("none");
        JsonNode schedule = Installations.GATEWAY
                .object("ScheduledBackup", "spark-postgresql")
                .path("spec");
        assertThat(schedule.path("method").asText()).isEqualTo("volumeSnapshot");
        assertThat(schedule.path("backupOwnerReference").asText()).isEqualTo("none");
    }

    @Test
    void nobodyIsMadeToBackUp() throws IOException {
        assertThat(Installations.HA.all("ScheduledBackup")).isEmpty();
        JsonNode cluster =
                Installations.HA.object("Cluster", "spark-postgresql").path("spec");
        assertThat(cluster.has("backup") || cluster.has("plugins")).isFalse();
    }
}
