package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkall.acceptance.AdminCli.Said;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;

/** People sign in to the command line by the browser of any device (RFC 8628), at Keycloak. */
class AdminSignInIT {

    private static final Pattern ADDRESS = Pattern.compile("(http\\S+user_code=\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    @Test
    void anOperatorSignsInInABrowserAndOutAgain() throws IOException {
        Said said = login("ops", "accept");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.err()).contains("You are signed in at " + AT.realm());
        assertThat(said.out()).isEmpty();
        Said who = cli().run("whoami", "--json");
        assertThat(who.json().path("subject").asText())
                .isEqualTo(RunningSuite.claims(RunningSuite.KEYCLOAK.tokenOf("ops"))
                        .getSubject());
        assertThat(who.json().path("client_id").asText()).isEqualTo("spark-admin");
        assertThat(cli().run("keys", "list").exitCode()).isZero();
        Path session = session();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session)))
                .isEqualTo("rw-------");

        // A token that has run out is renewed, once, by whichever command comes first.
        ObjectNode kept = (ObjectNode) JSON.readTree(session.toFile());
        String refreshToken = kept.path("refresh_token").asText();
        Files.writeString(session, kept.put("expires_at", 0).toString());
        assertThat(cli().run("keys", "list").exitCode()).isZero();
        assertThat(JSON.readTree(session.toFile()).path("refresh_token").asText())
                .isNotEmpty()
                .isNotEqualTo(refreshToken);

        String last = JSON.readTree(session.toFile()).path("refresh_token").asText();
        assertThat(cli().run("logout").exitCode()).isZero();
        assertThat(session).doesNotExist();
        assertThat(cli().run("keys", "list").exitCode()).isEqualTo(4);
        // At Keycloak, too.
        assertThat(RunningSuite.REQUESTS
                        .send(org.sparkall.localstack.journey.Requests.form(
                                AT.realm() + "/protocol/openid-connect/token",
                                Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "client_id",
                                        "spark-admin",
                                        "refresh_token",
                                        last)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anAdministratorRulesOverTheirOrganisationAndNothingElse() throws IOException {
        IntegrationClient integration = registered("spark:messages_read");
        Granted granted = grant("bob", integration, "spark:messages_read");
        login("ada", "accept");
        Said blocked = cli().run(
                        "integrations", "block", integration.clientId(), "--reason", "Not reviewed", "--yes", "--json");
        assertThat(blocked.exitCode()).as(blocked.err()).isZero();
        assertThat(blocked.json().path("rule").path("rule").asText()).isEqualTo("blocked");
        assertThat(isActive(integration, granted.accessToken())).isFalse();
        assertThat(cli().run("integrations", "unblock", integration.clientId()).exitCode())
                .isZero();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(cli().run("audit", "--target", integration.clientId(), "--json")
                                .json()
                                .path("items"))
                        .hasSize(2)
                        .allMatch(it -> it.path("organization").asText().equals("acme")));
        for (String line : new String[] {
            "keys list", "grants list --integration " + integration.clientId(), "integrations list", "drift show"
        }) {
            assertThat(cli().run(line.split(" ")).exitCode()).as(line).isEqualTo(1);
        }
        assertThat(cli().run("logout").exitCode()).isZero();
    }

    @Test
    void whoRefusesInTheBrowserIsNotSignedIn() throws IOException {
        Said said = login("ops", "cancel");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).contains("The sign-in was refused in the browser.");
        assertThat(cli().run("whoami").exitCode()).isEqualTo(4);
    }

    @Test
    void aSignInThatOthersCouldReadIsNotUsed() throws IOException {
        login("ops", "accept");
        Files.setPosixFilePermissions(session(), PosixFilePermissions.fromString("rw-r--r--"));
        Said said = cli().run("keys", "list");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.err()).startsWith("Others can read ").hasLineCount(1);
    }

    @Test
    void whoIsNoClientOfTheRealmIsToldSo() {
        Said said = cli().run("login", "--sign-in-client", "nobody");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains("Is there a client nobody").hasLineCount(1);
    }

    private AdminCli cli() {
        return new AdminCli(home);
    }

    private Path session() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(it -> it.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Begins a sign-in at the command line, and ends it as a person in a browser. */
    private Said login(String person, String button) throws IOException {
        Path out = Files.createTempFile("login", ".out");
        Path err = Files.createTempFile("login", ".err");
        Process process = cli().start(out, err, "login");
        String address = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> address(Files.readString(err)), it -> !it.isEmpty());
        Person human = new Person(person);
        Document page = page(human.visit(URI.create(address)));
        assertThat(page.text()).contains("Operate the suite with your roles");
        page(human.submit(page, Map.of(button, "x")));
        return AdminCli.end(process, out, err);
    }

    private static String address(String shown) {
        Matcher found = ADDRESS.matcher(shown);
        return found.find() ? found.group(1) : "";
    }

    private static Document page(Arrival arrival) {
        if (arrival instanceof Arrival.AtPage(Document page)) return page;
        if (arrival instanceof Arrival.AtError it) return it.page();
        throw new AssertionError("expected a page of Keycloak, but came " + arrival.where());
    }
}
