package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final String NAME = "spark-auth-service";

    @AfterEach
    void forget() {
        KubernetesApi.running().has(Map.of());
    }

    @Test
    void aMasterKeyIsThirtyTwoBytesOfItsOwn() throws IOException {
        String mine = key(Installations.SMALL.object("Secret", NAME));
        String another = key(Installations.SMALL.object("Secret", "spark-consent-service"));
        assertThat(Base64.getDecoder().decode(mine)).hasSize(32);
        assertThat(another).isNotEqualTo(mine);
    }

    @Test
    void whatWasMadeOnceIsKept() throws IOException {
        String made = Base64.getEncoder().encodeToString("made before".getBytes(StandardCharsets.UTF_8));
        KubernetesApi.running().has(Map.of("secrets/" + NAME, """
                        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"%s","namespace":"spark"},"data":{"master-key":"%s"}}""".formatted(NAME, made)));
        JsonNode secret = Installations.SMALL.object("Secret", NAME);
        assertThat(key(secret)).isEqualTo("made before");
        assertThat(secret.at("/data/keycloak-secret").asText()).isNotEmpty();
    }

    @Test
    void noOtherModeMakesAny() throws IOException {
        assertThat(Installations.EXISTING.all("Secret")).isEmpty();
        assertThat(Installations.HA.all("Secret"))
                .extracting(it -> it.at("/metadata/name").asText())
                .containsExactly("spark-keycloak-addresses");
    }

    @Test
    void kedaFindsThePasswordOfAKafkaThatIsThere() throws IOException {
        JsonNode secret = Installations.GUARDED.object("ExternalSecret", "spark-kafka-auth-service");
        assertThat(secret.at("/spec/data"))
                .extracting(it -> it.path("secretKey").asText())
                .containsExactlyInAnyOrder("sasl.jaas.config", "password");
        assertThat(Installations.GUARDED
                        .object("Secret", "spark-auth-service-keda")
                        .at("/stringData/username")
                        .asText())
                .isEqualTo("auth");
        assertThat(Installations.GUARDED
                        .object("ExternalSecret", "spark-kafka-consent-service")
                        .at("/spec/data"))
                .hasSize(1);
    }

    @Test
    void aNewPasswordReachesPostgresqlAndPodsThatReadIt() throws IOException {
        assertThat(Installations.SMALL
                        .object("Secret", "spark-db-auth")
                        .at("/metadata/labels")
                        .path("cnpg.io/reload")
                        .asText())
                .isEqualTo("true");
        assertThat(Installations.HA
                        .object("ExternalSecret", "spark-db-auth")
                        .at("/spec/target/template/metadata/labels")
                        .path("cnpg.io/reload")
                        .asText())
                .isEqualTo("true");
        assertThat(Installations.GUARDED.all("Deployment"))
                .allSatisfy(it -> assertThat(it.at("/metadata/annotations")
                                .path("reloader.stakater.com/auto")
                                .asText())
                        .isEqualTo("true"));
        assertThat(Installations.HA.all("Deployment"))
                .allSatisfy(it -> assertThat(it.at("/metadata/annotations").isMissingNode())
                        .isTrue());
    }

    private static String key(JsonNode secret) {
        return new String(
                Base64.getDecoder().decode(secret.at("/data/master-key").asText()), StandardCharsets.UTF_8);
    }
}
