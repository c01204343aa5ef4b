package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;

/** What {@code helm test} runs, against this suite: it passes where all is well, and says in one line what is not. */
class HelmTestIT {

    private static final Path SCRIPT = Project.root().resolve("k8s/spark-all/files/tests/grant.sh");
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void aPersonGrantsAndAllIsWell() throws Exception {
        Said said = run(Map.of());
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains("ok   a person signs in and is asked")
                .contains("ok   scope-policy-service lets the token in no more")
                .endsWith("The grant works.\n");
    }

    @Test
    void withoutAPersonThePagesAreLeftOut() throws Exception {
        Said said = run(Map.of("PERSON", "", "PERSON_PASSWORD", ""));
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("skip nobody is asked on the pages").endsWith("The grant works.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "PERSON_PASSWORD, wrong, FAIL Keycloak does not let the person in: Invalid",
        "PLATFORM_SECRET, wrong, FAIL Keycloak knows the platform: answered 401 and not 200: ",
        "SCOPE, spark-admin:people_read, FAIL the integration got no code but access_denied",
        "ISSUER, https://elsewhere.invalid, FAIL the issuer is http://localhost:",
        "REALM, none, FAIL Keycloak knows the platform: answered 404 and not 200: "
    })
    void whatIsWrongIsSaid(String setting, String value, String line) throws Exception {
        failsWith(line, Map.of(setting, value));
    }

    @ParameterizedTest
    @CsvSource({
        "POLICY_URL, FAIL scope-policy-service knows the catalog: curl: (7) ",
        "KEYCLOAK_URL, FAIL Keycloak knows the platform: curl: (7) "
    })
    void whatCannotBeReachedIsSaid(String setting, String line) throws Exception {
        failsWith(line, Map.of(setting, "http://localhost:" + Ports.free()));
    }

    /** Whatever came of it. */
    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(REQUESTS.send(Requests.to(AT.auth() + "/v1/integrations")
                                .header("Authorization", "Bearer " + KEYCLOAK.platformToken()))
                        .body())
                .doesNotContain("Grant test");
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    private void failsWith(String line, Map<String, String> broken) throws Exception {
        Said said = run(broken);
        assertThat(said.exitCode()).as(said.out()).isEqualTo(1);
        assertThat(said.err()).startsWith(line).hasLineCount(1).doesNotContain("<");
        assertThat(said.out()).doesNotContain("The grant works.");
    }

    /** What it said, and how it ended. */
    private record Said(int exitCode, String out, String err) {}

    /** Runs it with what makes it pass, but for these settings. */
    private Said run(Map<String, String> but) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "AUTH_URL", AT.auth(),
                "ISSUER", AT.auth(),
                "POLICY_URL", AT.policy(),
                "KEYCLOAK_URL", AT.keycloak(),
                "REALM", "spark",
                "PLATFORM_SECRET", "spark-platform",
                "PERSON", "alice",
                "PERSON_PASSWORD", "alice",
                "TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString()));
        settings.putAll(but);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder shell = new ProcessBuilder(List.of("sh", SCRIPT.toString()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        shell.environment().putAll(settings);
        Process process = shell.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        Said said = new Said(process.exitValue(), Files.readString(out), Files.readString(err));
        // A token or code of any kind.
        assertThat(said.out() + said.err()).doesNotContain("eyJ", "code=", "spark-platform");
        return said;
    }
}
