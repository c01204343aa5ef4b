package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the chart holds a copy of is what it is a copy of. */
class FilesTest {

    private static final Path FILES = Chart.FOLDER.resolve("files");
    private static final Path DOCS = Path.of("../docs");

    @Test
    void theRealmIsTheGeneratedOne() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream generated = getClass().getResourceAsStream("/realm/spark-realm.json")) {
            assertThat(mapper.readTree(FILES.resolve("spark-realm.json").toFile()))
                    .as("cp keycloak/target/classes/realm/spark-realm.json k8s/spark-all/files/")
                    .isEqualTo(mapper.readTree(generated));
        }
    }

    @Test
    void theTopicsAreThoseOfTheEventReference() throws IOException {
        TreeSet<String> documented = new TreeSet<>();
        for (JsonNode channel : new YAMLMapper()
                .readTree(DOCS.resolve("asyncapi.yaml").toFile())
                .path("channels")) {
            documented.add(channel.path("address").asText());
        }
        TreeSet<String> here = new TreeSet<>();
        topics().fieldNames().forEachRemaining(it -> here.add("spark." + it + ".v1"));
        assertThat(here).isEqualTo(documented);
    }

    @Test
    void whoMayDoWhatIsAsDocumented() throws IOException {
        List<String> services = List.of("auth-service", "consent-service", "scope-policy-service");
        List<String> compared = new ArrayList<>();
        for (String line : Files.readAllLines(DOCS.resolve("operations/kafka.md"))) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            String topic = cells.size() < 5 ? "" : cells.get(1).replace("`", "");
            if (!topics().has(topic)) continue;
            compared.add(topic);
            for (int i = 0; i < services.size(); i++) {
                assertThat(may(topic, "writes", services.get(i)))
                        .as(line)
                        .isEqualTo(cells.get(i + 2).contains("writes"));
                assertThat(may(topic, "reads", services.get(i)))
                        .as(line)
                        .isEqualTo(cells.get(i + 2).contains("reads"));
            }
        }
        assertThat(compared).hasSize(topics().size());
    }

    private static boolean may(String topic, String what, String service) throws IOException {
        for (JsonNode it : topics().path(topic).path(what)) if (it.asText().equals(service)) return true;
        return false;
    }

    private static JsonNode topics() throws IOException {
        return new YAMLMapper().readTree(FILES.resolve("topics.yaml").toFile()).path("topics");
    }
}
