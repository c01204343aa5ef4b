package org.sparkall.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
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
record Chart(String valuesFile, String values, String more) {

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
        return new Chart(valuesFile, values, "");
    }

    /** The same, with these values after all others. */
    Chart and(String values) {
        return new Chart(valuesFile, this.values, values);
    }

    /** The objects that Helm makes of it. */
    List<JsonNode> objects() throws IOException {
        return parsed(rendered());
    }

    /** The pods of {@code helm test}, which Helm keeps apart from the objects. */
    List<JsonNode> testPods(Path copy) throws IOException {
        copyTo(copy);
        try (Stream<Path> templates = Files.list(copy.resolve("templates/tests"))) {
            for (Path template : templates.toList())
                Files.writeString(template, Files.readString(template).replace("helm.sh/hook: test", "hook: test"));
        }
        return parsed(rendered(copy, RELEASE)).stream()
                .filter(it -> it.path("kind").asText().equals("Pod"))
                .toList();
    }

    private static List<JsonNode> parsed(String manifest) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifest)) {
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
        return rendered(FOLDER, RELEASE);
    }

    private String rendered(Path folder, String release) throws IOException {
        KubernetesApi.running();
        TemplateCommand template = new Helm(folder)
                .template()
                .withName(release)
                .withNamespace("spark")
                .withKubeVersion("1.34.0");
        for (Path file : files()) template.withValuesFile(file);
        return template.call();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(file(ADDRESSES)));
        if (!valuesFile.isEmpty()) files.add(FOLDER.resolve(valuesFile));
        for (String said : List.of(values, more)) files.add(file(said.isEmpty() ? "{}" : said));
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
        copyTo(copy);
        JsonNode merged = YAML.readTree(FOLDER.resolve("values.yaml").toFile());
        for (Path file : files()) merged = merge(merged, YAML.readTree(file.toFile()));
        YAML.writeValue(copy.resolve("values.yaml").toFile(), merged);
        return new Helm(copy).lint().strict().call();
    }

    private static void copyTo(Path copy) throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            // Without the folder itself, which is there.
            for (Path from : all.skip(1).toList())
                Files.copy(from, copy.resolve(FOLDER.relativize(from).toString()));
        }
    }

    private static JsonNode merge(JsonNode into, JsonNode more) throws IOException {
        return YAML.readerForUpdating(into).readValue(more);
    }

    /** Why Helm does not render it; empty when it does. */
    Optional<String> refusal() throws IOException {
        return refusal(RELEASE);
    }

    /** The same for a release of another name. */
    Optional<String> refusal(String release) throws IOException {
        try {
            rendered(FOLDER, release);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why it is not rendered by one who sees no cluster; empty when it is. */
    Optional<String> refusalWithoutCluster() throws IOException {
        InstallCommand install = new Helm(FOLDER)
                .install()
                .withName(RELEASE)
                .withNamespace("spark")
                .withKubeVersion("1.34.0")
                .clientOnly()
                .dryRun()
                .withDryRunOption(DryRun.CLIENT);
        for (Path file : files()) install.withValuesFile(file);
        try {
            install.call();
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return valuesFile + " " + (values + more).replace('\n', ' ');
    }
}
