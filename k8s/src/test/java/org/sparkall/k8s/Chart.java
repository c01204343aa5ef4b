package org.sparkall.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The chart, with the values of one installation. */
record Chart(String valuesFile, String values) {

    static final Path FOLDER = Path.of("spark-all").toAbsolutePath();
    static final String RELEASE = "spark";

    private static final YAMLMapper YAML = new YAMLMapper();

    /** What every installation must say. */
    private static final String ADDRESSES = """
            global:
              addresses: {auth: "https://auth.example.com", consent: "https://consent.example.com", keycloak: "https://id.example.com"}
            """;

    /**
     * @param valuesFile of the chart's own, empty for none but the defaults
     * @param values what the installation says besides its addresses, as YAML
     */
    static Chart with(String valuesFile, String values) {
        return new Chart(valuesFile, values);
    }

    /** The objects that Helm makes of it. */
    List<JsonNode> objects() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered())) {
            while (documents.hasNext()) {
                JsonNode next = documents.next();
                if (next != null && !next.isNull() && !next.isMissingNode()) objects.add(next);
            }
        }
        return objects;
    }

    /** The one object of this kind and name. */
    JsonNode object(String kind, String name) throws IOException {
        return objects().stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .filter(it -> it.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    List<JsonNode> all(String kind) throws IOException {
        return objects().stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .toList();
    }

    private String rendered() throws IOException {
        KubernetesApi.running();
        TemplateCommand template = new Helm(FOLDER)
                .template()
                .withName(RELEASE)
                .withNamespace("spark")
                .withKubeVersion("1.34.0");
        for (Path file : files()) template.withValuesFile(file);
        return template.call();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(file(ADDRESSES)));
        if (!valuesFile.isEmpty()) files.add(FOLDER.resolve(valuesFile));
        files.add(file(values.isEmpty() ? "{}" : values));
        return files;
    }

    private static Path file(String text) throws IOException {
        Path file = Files.createTempFile(Path.of("target"), "values", ".yaml").toAbsolutePath();
        file.toFile().deleteOnExit();
        return Files.writeString(file, text);
    }

    /** What {@code helm lint --strict} says: it takes no values, so that the chart must have them. */
    LintResult lint(Path copy) throws IOException {
        KubernetesApi.running();
        try (Stream<Path> all = Files.walk(FOLDER)) {
            // Without the folder itself, which is there.
            for (Path from : all.skip(1).toList())
                Files.copy(from, copy.resolve(FOLDER.relativize(from).toString()));
        }
        JsonNode merged = YAML.readTree(FOLDER.resolve("values.yaml").toFile());
        for (Path file : files()) merged = merge(merged, YAML.readTree(file.toFile()));
        YAML.writeValue(copy.resolve("values.yaml").toFile(), merged);
        return new Helm(copy).lint().strict().call();
    }

    private static JsonNode merge(JsonNode into, JsonNode more) throws IOException {
        return YAML.readerForUpdating(into).readValue(more);
    }

    /** Why Helm does not render it; empty when it does. */
    Optional<String> refusal() throws IOException {
        try {
            rendered();
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return valuesFile + " " + values.replace('\n', ' ');
    }
}
