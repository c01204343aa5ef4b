package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.acceptance.AdminCli.Said;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.testing.LoopbackHttps;

/** The operators' command line against the running suite, as a script uses it: a machine's client, JSON and exit codes. */
class AdminCliIT {

    private static final String COMPLETION = """
            source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9
            _complete_sparkall-admin "$1" "${COMP_WORDS[COMP_CWORD]}" ''
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    Path home;

    private AdminCli operator() {
        return new AdminCli(home).as("spark-admin-machine");
    }

    private Said ok(String... arguments) {
        Said said = operator().run(arguments);
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out() + said.err()).doesNotContain("eyJ");
        return said;
    }

    @Test
    void theCatalogIsShownToEverybody() {
        AdminCli nobody = new AdminCli(home).without("SPARKALL_ADMIN_ISSUER");
        JsonNode catalog =
                nobody.run("catalog", "show", "--kind", "admin", "--json").json();
        assertThat(catalog.path("scopes"))
                .isNotEmpty()
                .allMatch(it -> it.path("kind").asText().equals("admin"));
        Said table = nobody.run("catalog", "show");
        assertThat(table.out()).startsWith("NAME").contains("spark:messages_read", "spark:all", "Version ");
        assertThat(nobody.run("catalog", "show", "spark:messages_read").out()).contains("kind");
        Said missing = nobody.run("catalog", "show", "spark:no_such_scope");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).isEqualTo("scope-policy-service refuses (404): Not Found.\n");
    }

    @Test
    void aChangeOfTheCatalogIsLookedAtAndThenMade() throws IOException {
        String name = "spark:cli" + System.nanoTime();
        Path file = home.resolve("change.json");
        Files.writeString(file, """
                {"changes": [{"name": "%s", "scope": {"kind": "user", "group": "tests", "title": "From a file",
                  "description": "Made by a test.", "sensitive": true}}]}
                """.formatted(name));
        JsonNode proposed = ok("catalog", "propose", file.toString(), "--json").json();
        assertThat(proposed.path("dry_run").asBoolean()).isTrue();
        assertThat(proposed.path("difference").path("added").path(0).asText()).isEqualTo(name);
        assertThat(ok("catalog", "propose", file.toString()).out())
                .contains("would come of it", "agreements that stand");
        assertThat(operator().run("catalog", "show", name).exitCode())
                .as("nothing was changed")
                .isEqualTo(1);

        Said unasked = operator().run("catalog", "publish", file.toString());
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes").contains(name);
        int before = CatalogChanges.version();
        Said outdated = operator().run("catalog", "publish", file.toString(), "--yes", "--if-version", "1000000");
        assertThat(outdated.exitCode()).isEqualTo(1);
        assertThat(outdated.err()).contains("(412)", "The newest version is " + before);
        int version = ok("catalog", "publish", file.toString(), "--yes", "--json")
                .json()
                .path("version")
                .asInt();
        assertThat(version).isGreaterThan(before);
        assertThat(ok("catalog", "diff", "" + version).rows().getFirst())
                .contains("added")
                .contains(name);
        assertThat(ok("catalog", "diff", "" + before, "" + version, "--json")
                        .json()
                        .path("difference")
                        .path("added"))
                .extracting(JsonNode::asText)
                .contains(name);
        JsonNode newest = ok("catalog", "versions", "--limit", "1", "--json").json();
        assertThat(newest.path("items")).singleElement().satisfies(it -> {
            assertThat(it.path("version").asInt()).isEqualTo(version);
            assertThat(it.path("author").asText()).isNotEmpty();
        });
        assertThat(newest.has("next")).isTrue();

        // Out again, from standard input.
        CatalogChanges.deprecate(name, "user", true);
        String removal = "{\"changes\": [{\"name\": \"" + name + "\", \"remove\": \"scope\"}]}";
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> operator()
                                .runSaying(removal, "catalog", "publish", "-", "--yes")
                                .exitCode()
                        == 0);
        Said twice = operator().runSaying(removal, "catalog", "propose", "-");
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err()).contains("(409)", "not_in_catalog").hasLineCount(1);
        CatalogChanges.awaitEverywhere();
    }

    @Test
    void aFileThatIsNoChangeIsNotSent() throws IOException {
        Path file = Files.writeString(home.resolve("broken.json"), "{\"changes\": [\n  {]}");
        Said broken = operator().run("catalog", "propose", file.toString());
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.err()).contains("line 2, column").hasLineCount(1);
        assertThat(operator()
                        .run("catalog", "propose", home.resolve("none").toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(operator().runSaying("[]", "catalog", "propose", "-").exitCode())
                .isEqualTo(2);
    }

    @Test
    void integrationsAreFoundVerifiedAndShownWithoutTheirSecret() {
        IntegrationClient integration = registered("spark:messages_read");
        String id = integration.clientId();
        JsonNode all = ok("integrations", "list", "--name", "ACCEPTANCE", "--all", "--json")
                .json()
                .path("items");
        assertThat(all).extracting(it -> it.path("client_id").asText()).contains(id);
        Said page = ok("integrations", "list", "--limit", "1");
        assertThat(page.rows()).hasSize(2).last().asString().startsWith("There may be more: --after ");
        assertThat(ok("integrations", "list", "--name", "no integration is called so")
                        .out())
                .isEqualTo("There is no such integration.\n");

        assertThat(ok("integrations", "verify", id, "--publisher", "Example Ltd")
                        .out())
                .contains("Example Ltd");
        JsonNode shown = ok("integrations", "show", id, "--json").json();
        assertThat(shown.path("publisher").asText()).isEqualTo("Example Ltd");
        assertThat(shown.path("owner").asText()).isNotEmpty();
        assertThat(shown.has("client_secret")).isFalse();
        assertThat(ok("integrations", "unverify", id, "--yes").exitCode()).isZero();
        assertThat(ok("integrations", "show", id, "--json").json().has("publisher"))
                .isFalse();
        // What an organisation says of it is not for the suite's operators to say.
        Said block = operator().run("integrations", "block", id, "--yes");
        assertThat(block.exitCode()).isEqualTo(1);
        assertThat(block.err()).contains("(403)", "organization-administrator");
    }

    @Test
    void grantsAreListedShownAndEnded() {
        IntegrationClient integration = registered("spark:messages_read");
        Granted alices = grant("alice", integration, "spark:messages_read");
        Granted bobs = grant("bob", integration, "spark:messages_read");
        String alice = subject(alices);
        String id = (String) claims(alices.accessToken()).getClaim("grant_id");

        JsonNode both = ok("grants", "list", "--integration", integration.clientId(), "--json")
                .json();
        assertThat(both.path("items")).hasSize(2);
        assertThat(ok("grants", "list", "--integration", integration.clientId(), "--person", alice)
                        .rows())
                .singleElement()
                .asString()
                .startsWith(id)
                .contains("spark:messages_read");
        assertThat(ok("grants", "show", id, "--json").json().path("person").asText())
                .isEqualTo(alice);

        assertThat(operator().run("grants", "end", id).exitCode())
                .as("nobody can be asked")
                .isEqualTo(2);
        assertThat(isActive(integration, alices.accessToken())).isTrue();
        ok("grants", "end", id, "--yes", "--reason", "A stolen laptop");
        assertThat(isActive(integration, alices.accessToken())).isFalse();
        RunningSuite.assertRefused(integration.refresh(alices.refreshToken()), 400, "invalid_grant");
        assertThat(isActive(integration, bobs.accessToken())).isTrue();
        assertThat(ok("grants", "show", id).out()).contains("ended_by_operator");
        Said again = operator().run("grants", "end", id, "--yes");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("(404)");

        JsonNode ended = ok("grants", "end", "--integration", integration.clientId(), "-y", "--json")
                .json();
        assertThat(ended.toString()).isEqualTo("{\"ended\":1,\"standing\":0}");
        assertThat(isActive(integration, bobs.accessToken())).isFalse();

        // Who did it, and why.
        String consent =
                ok("grants", "show", id, "--json").json().path("consent_id").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ok("audit", "--target", consent, "--action", "grant.ended")
                                .rows())
                        .singleElement()
                        .asString()
                        .contains("operator ", "consent " + consent, "-spark:messages_read", "A stolen laptop"));
    }

    @Test
    void keysOfBothServicesAreListedAndRotated() {
        Said keys = ok("keys", "list");
        assertThat(keys.rows()).anyMatch(it -> it.startsWith("auth-service") && it.contains("signing"));
        assertThat(keys.rows()).anyMatch(it -> it.startsWith("scope-policy-service") && it.contains("signing"));
        assertThat(operator().run("keys", "rotate").exitCode()).isEqualTo(2);
        JsonNode rotated = ok("keys", "rotate", "--service", "policy", "--yes", "--json")
                .json()
                .path("keys");
        assertThat(rotated).allMatch(it -> it.path("service").asText().equals("scope-policy-service"));
        String pending = "";
        for (JsonNode key : rotated) {
            if (key.path("state").asText().equals("pending"))
                pending = key.path("kid").asText();
        }
        assertThat(pending).isNotEmpty();
        // It has signed nothing yet, so that nobody misses it.
        assertThat(ok("keys", "compromise", pending, "--yes").out()).contains("compromised");
        Said unknown = operator().run("keys", "compromise", "no-such-key", "--yes");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("There is no key no-such-key.\n");
    }

    @Test
    void theOutboxSaysWhatWaitsAndForHowLong() throws SQLException {
        JsonNode services = ok("outbox", "status", "--json").json().path("services");
        assertThat(services)
                .extracting(it -> it.path("service").asText())
                .containsExactly("auth-service", "scope-policy-service", "consent-service");
        // As if another replica were carrying events, and stuck.
        try (Connection connection = DriverManager.getConnection(FILE.suite().adminUrl("auth"));
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('sparkall.outbox'))");
            registered("spark:messages_read");
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                Said late = operator().run("outbox", "status", "--max-age", "PT1S");
                assertThat(late.exitCode()).as(late.err()).isEqualTo(5);
                assertThat(late.rows().getFirst()).startsWith("auth-service").contains("spark.integrations.v1 1");
            });
            assertThat(operator().run("outbox", "status", "--max-age", "PT1H").exitCode())
                    .isZero();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        operator().run("outbox", "status", "--max-age", "PT1S").exitCode() == 0);
        // One that is away hides nothing of the others.
        Said away = operator()
                .with("SPARKALL_ADMIN_CONSENT_URL", "http://localhost:" + Ports.free())
                .run("outbox", "status");
        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.rows()).hasSize(3).last().asString().contains("consent-service", "cannot be reached");
        assertThat(away.rows().getFirst()).startsWith("auth-service");
    }

    @Test
    void driftIsSeenAndRepaired() {
        CatalogChanges.awaitEverywhere();
        // The service repairs by itself from time to time: where it came first, once more.
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(this::seesAndRepairsDrift);
    }

    private void seesAndRepairsDrift() {
        KeycloakAdmin realm = new KeycloakAdmin();
        JsonNode adminRole = realm.get("/roles/spark-admin:people_read").json();
        assertThat(realm.send("POST", "/roles/spark:all/composites", "[" + adminRole + "]")
                        .status())
                .isEqualTo(204);
        Said drift = operator().run("drift", "show", "--check");
        assertThat(drift.exitCode()).isEqualTo(5);
        assertThat(drift.rows()).contains("role spark:all bundles too much: spark-admin:people_read");
        assertThat(ok("drift", "show", "--json").json().path("drift")).isNotEmpty();
        assertThat(operator().run("drift", "repair").exitCode()).isEqualTo(2);
        assertThat(ok("drift", "repair", "--yes").rows())
                .contains("role spark:all bundles too much: spark-admin:people_read");
        assertThat(ok("drift", "show", "--check").out()).isEqualTo("The realm is as the catalog wants it.\n");
    }

    @Test
    void theAuditTrailIsPagedAndNarrowed() {
        registered("spark:messages_read");
        registered("spark:messages_read");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode page = ok(
                            "audit", "--action", "integration.registered", "--since", "PT1H", "--limit", "1", "--json")
                    .json();
            assertThat(page.path("items")).hasSize(1);
            JsonNode next = ok(
                            "audit",
                            "--action",
                            "integration.registered",
                            "--after",
                            page.path("next").asText(),
                            "--limit",
                            "1",
                            "--json")
                    .json();
            assertThat(next.path("items").path(0).path("position").asLong())
                    .isLessThan(page.path("items").path(0).path("position").asLong());
        });
        assertThat(ok("audit", "--until", "2020-01-01T00:00:00Z").out()).isEqualTo("There is no such entry.\n");
        Said nonsense = operator().run("audit", "--since", "yesterday");
        assertThat(nonsense.exitCode()).isEqualTo(1);
        assertThat(nonsense.err()).contains("(400)", "since must be a time").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catalog propose -                            | catalog-operator",
                "catalog publish - --yes                      | catalog-operator",
                "integrations list                            | integration-operator",
                "integrations show i1                         | integration-operator",
                "integrations verify i1 --publisher Somebody  | integration-operator",
                "integrations unverify i1 --yes               | integration-operator",
                "integrations block i1 --yes                  | organization-administrator",
                "integrations unblock i1                      | organization-administrator",
                "grants list --person somebody                | grant-operator",
                "grants show 00000000-0000-0000-0000-000000000000      | grant-operator",
                "grants end 00000000-0000-0000-0000-000000000000 --yes | grant-operator",
                "grants end --person somebody --yes           | grant-operator",
                "keys list                                    | key-operator",
                "keys rotate --yes                            | key-operator",
                "keys compromise some-key --yes               | key-operator",
                "drift show                                   | catalog-operator",
                "drift repair --yes                           | catalog-operator",
                "audit                                        | auditor"
            })
    void whoLacksTheRoleIsToldWhich(String line, String role) {
        Said said = new AdminCli(home)
                .as("spark-platform")
                .runSaying(
                        "{\"changes\": [{\"name\": \"spark:x\", \"remove\": \"scope\"}]}",
                        line.strip().split(" +"));
        assertThat(said.exitCode()).as(said.err()).isEqualTo(1);
        assertThat(said.err())
                .contains("refuses (403)", "needs the realm role " + role)
                .hasLineCount(1);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void whoMayNotSeeTheOutboxIsToldAtEachService() {
        Said said = new AdminCli(home).as("spark-platform").run("outbox", "status");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.rows()).hasSize(3).allMatch(it -> it.contains("event-operator"));
    }

    @Test
    void whatCannotBeReachedIsSaidWithExitCodeThree() {
        String nowhere = "http://localhost:" + Ports.free();
        Said service = operator().run("keys", "list", "--auth-url", nowhere);
        assertThat(service.exitCode()).isEqualTo(3);
        assertThat(service.err())
                .isEqualTo("auth-service at " + nowhere + " cannot be reached: the connection is refused.\n");
        Said keycloak = operator().run("keys", "list", "--issuer", nowhere + "/realms/spark");
        assertThat(keycloak.exitCode()).isEqualTo(3);
        assertThat(keycloak.err()).startsWith("Keycloak at ").hasLineCount(1);
        Said name = operator().run("keys", "list", "--auth-url", "https://no-such-host.invalid");
        assertThat(name.exitCode()).isEqualTo(3);
        assertThat(name.err()).hasLineCount(1);
    }

    @Test
    void whatAnswersOtherwiseThanExpectedIsSaidInOneLine() {
        Said html = operator().run("catalog", "show", "--policy-url", AT.keycloak() + "/realms/none");
        assertThat(html.exitCode()).isEqualTo(1);
        assertThat(html.err()).hasLineCount(1).doesNotContain("Exception");
        Said noRealm = operator().run("keys", "list", "--issuer", AT.keycloak() + "/realms/none");
        assertThat(noRealm.exitCode()).isEqualTo(1);
        assertThat(noRealm.err()).contains("There is no realm at").hasLineCount(1);
        Said plain = operator().run("keys", "list", "--auth-url", "http://auth.example.com");
        assertThat(plain.exitCode()).isEqualTo(2);
        assertThat(plain.err()).contains("without TLS").hasLineCount(1);
    }

    @Test
    void anInstallationsOwnCertificateAuthorityIsTrustedWhenItIsNamed() throws Exception {
        LoopbackHttps https = LoopbackHttps.in(home);
        https.server().createContext("/", AdminCliIT::relayToPolicyService);
        https.server().start();
        String url = "https://localhost:" + https.server().getAddress().getPort();
        Path pem = home.resolve("ca.pem");
        KeyStore keys = KeyStore.getInstance(https.keyStore().toFile(), LoopbackHttps.PASSWORD.toCharArray());
        byte[] certificate = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
        try {
            Said trusted = operator().run("catalog", "show", "--policy-url", url, "--ca-file", pem.toString());
            assertThat(trusted.exitCode()).as(trusted.err()).isZero();
            Said unknown = operator().run("catalog", "show", "--policy-url", url);
            assertThat(unknown.exitCode()).isEqualTo(3);
            assertThat(unknown.err()).contains("cannot be reached: TLS: ").hasLineCount(1);
            Files.writeString(pem, "no certificate");
            Said none = operator().run("catalog", "show", "--policy-url", url, "--ca-file", pem.toString());
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.err()).startsWith("--ca-file: ").hasLineCount(1);
        } finally {
            https.server().stop(0);
        }
    }

    private static void relayToPolicyService(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = RunningSuite.REQUESTS
                    .get(URI.create(AT.policy() + exchange.getRequestURI()))
                    .body()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void withoutASignInNothingIsAsked() {
        Said nobody = new AdminCli(home).run("keys", "list");
        assertThat(nobody.exitCode()).isEqualTo(4);
        assertThat(nobody.err())
                .contains("Nobody is signed in at " + AT.realm())
                .hasLineCount(1);
        Said noSecret = new AdminCli(home).run("keys", "list", "--client-id", "spark-admin-machine");
        assertThat(noSecret.exitCode()).isEqualTo(2);
        assertThat(noSecret.err()).contains("SPARKALL_ADMIN_CLIENT_SECRET");
        Said wrong = operator().with("SPARKALL_ADMIN_CLIENT_SECRET", "wrong").run("keys", "list");
        assertThat(wrong.exitCode()).isEqualTo(4);
        assertThat(wrong.err())
                .contains("gives the client spark-admin-machine no token")
                .hasLineCount(1);
    }

    @Test
    void aSecretMayBeInAFile() throws IOException {
        Path file = Files.writeString(home.resolve("secret"), "spark-admin-machine\n");
        AdminCli cli = operator().without("SPARKALL_ADMIN_CLIENT_SECRET");
        Said said = cli.run("whoami", "--json", "--client-secret-file", file.toString());
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.json().path("client_id").asText()).isEqualTo("spark-admin-machine");
        assertThat(said.json().path("roles")).extracting(JsonNode::asText).contains("grant-operator", "key-operator");
        assertThat(cli.run(
                                "whoami",
                                "--client-secret-file",
                                home.resolve("none").toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aLocalSuiteNeedsNoAddressAndNoSignIn() throws Exception {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        AdminCli cli = new AdminCli(home);
        for (String part : List.of("AUTH_URL", "POLICY_URL", "CONSENT_URL", "ISSUER"))
            cli.without("SPARKALL_ADMIN_" + part);
        Path suite = FILE.folder().resolve("suite.properties");
        Process process = cli.process(List.of("-Dsparkall.admin.suite=" + suite), "keys", "list")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Said said = AdminCli.end(process, out, err);
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("auth-service");
    }

    /** On a terminal the operator is asked, and may say no. */
    @ParameterizedTest
    @ValueSource(strings = {"n", "", "y"})
    void onATerminalItAsks(String answer) throws Exception {
        String line = "'"
                + String.join(
                        "' '", operator().process(List.of(), "drift", "repair").command()) + "'";
        ProcessBuilder script = operator().process(List.of());
        script.command("script", "--quiet", "--return", "--command", line, "/dev/null");
        Process process = script.redirectErrorStream(true).start();
        process.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shown).contains("Go on? [y/N]");
        assertThat(process.exitValue()).as(shown).isEqualTo(answer.equals("y") ? 0 : 1);
        assertThat(shown).contains(answer.equals("y") ? "epair" : "Nothing was changed.");
        assertThat(API.operateCatalog("GET", "/catalog/realm", "").status()).isEqualTo(200);
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path file = Files.writeString(
                home.resolve("completion"), ok("generate-completion").out());
        assertThat(completions(file, "sparkall-admin", "gr")).containsExactly("grants");
        assertThat(completions(file, "sparkall-admin", "grants", "")).contains("list", "show", "end");
        assertThat(completions(file, "sparkall-admin", "grants", "end", "--int"))
                .containsExactly("--integration");
    }

    /** What bash offers when the last of these words is to be completed. */
    private static List<String> completions(Path script, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", COMPLETION, "bash", script.toString()));
        command.addAll(List.of(words));
        // On standard error it says that nobody pressed a key.
        Process bash = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String shown = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return shown.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    }
}
