package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.register;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.status;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;

/** Resource servers and a client that nobody here wrote, told only the issuer and their own name, take the suite's tokens and enforce single scopes. */
class ResourceServersIT {

    /** A resource server whose tokens have the type JWT, as the suite's settings say. */
    private static final String PLAIN = "https://plain.example.com";

    /** Another, whose tokens have the type at+jwt. */
    private static final String FILES = "https://files.example.com";

    private static final Path SERVERS = Path.of("resource-servers").toAbsolutePath();

    @Test
    void springSecurityThatIsToldOfTheTypeEnforcesAScopeThatTheGrantCoversByTheAggregate() throws Exception {
        spring(Map.of("AUDIENCE", "spark-api", "SPRING_PROFILES_ACTIVE", "rfc9068"), messages -> {
            check(messages, "");
            assertThat(status(messages, token("spark:all", PLAIN)))
                    .as("of another type, for somebody else")
                    .isEqualTo(401);
        });
    }

    @Test
    void springSecurityThatIsToldNothingButItsNameAndTheIssuerDoesSoForAResourceOfThePlainType() throws Exception {
        spring(Map.of("AUDIENCE", PLAIN + "," + FILES), messages -> {
            check(messages, PLAIN);
            assertThat(status(messages, token("spark:all", FILES)))
                    .as("for it, but of the type it does not know")
                    .isEqualTo(401);
        });
    }

    @Test
    void springSecurityThatIsToldNothingButTheIssuerSignsAPersonIn() throws Exception {
        int port = Ports.free();
        String app = "http://localhost:" + port;
        Reply registration = register(Map.of("redirect_uris", List.of(app + "/login/oauth2/code/spark")), "openid");
        Map<String, String> settings = Map.of(
                "AUDIENCE",
                "spark-api",
                "SPRING_PROFILES_ACTIVE",
                "login",
                "CLIENT_ID",
                registration.text("client_id"),
                "CLIENT_SECRET",
                registration.text("client_secret"));
        spring(port, settings, messages -> {
            Person alice = new Person("alice");
            Document page = consentPage(alice, URI.create(app + "/me"));
            Arrival arrival = alice.accept(page, List.of(), "nowhere:");
            assertThat(arrival).as(arrival.where()).isInstanceOf(Arrival.AtPage.class);
            assertThat(((Arrival.AtPage) arrival).page().text())
                    .isEqualTo(claims(RunningSuite.KEYCLOAK.tokenOf("alice")).getSubject());
        });
    }

    private static void spring(Map<String, String> settings, Consumer<String> checks) throws IOException {
        spring(Ports.free(), settings, checks);
    }

    private static void spring(int port, Map<String, String> settings, Consumer<String> checks) throws IOException {
        Path target = SERVERS.resolve("spring/target");
        String classPath = target.resolve("classes") + ":"
                + Files.readString(target.resolve("runtime.classpath")).strip();
        Map<String, String> all = new HashMap<>(settings);
        all.put("SERVER_PORT", Integer.toString(port));
        run(
                "spring",
                List.of("-cp", classPath, "org.sparkall.acceptance.spring.SpringResourceServer"),
                all,
                port,
                checks);
    }

    @Test
    void quarkusOidcEnforcesAScopeThatTheGrantCoversByTheAggregate() throws Exception {
        int port = Ports.free();
        run(
                "quarkus",
                List.of(
                        "-jar",
                        SERVERS.resolve("quarkus/target/quarkus-app/quarkus-run.jar")
                                .toString()),
                Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)),
                port,
                messages -> check(messages, ""));
    }

    private static void run(
            String name, List<String> program, Map<String, String> settings, int port, Consumer<String> checks) {
        try (ChildProcess server = new ChildProcess(name, Path.of("target", name + ".log"))) {
            List<String> command = new ArrayList<>(List.of(Project.java().toString()));
            command.addAll(program);
            Map<String, String> environment = new HashMap<>(settings);
            environment.put("ISSUER", AT.auth());
            server.start(command, environment, Path.of("."));
            String messages = "http://localhost:" + port + "/messages";
            server.awaitReady(() -> answers(messages), Duration.ofSeconds(60));
            checks.accept(messages);
        }
    }

    private static boolean answers(String address) {
        try {
            return REQUESTS.get(URI.create(address)).status() == 401;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void check(String messages, String resource) {
        String everything = token("spark:all", resource);
        assertThat(status(messages, everything)).isEqualTo(200);
        String rooms = token("spark:rooms_read", resource);
        assertThat(status(messages, rooms)).isEqualTo(403);
        // Another issuer's token, and one of ours whose signature is another's.
        assertThat(status(messages, RunningSuite.KEYCLOAK.tokenOf("alice"))).isEqualTo(401);
        String forged = everything.substring(0, everything.lastIndexOf('.')) + rooms.substring(rooms.lastIndexOf('.'));
        assertThat(status(messages, forged)).isEqualTo(401);
        assertThat(REQUESTS.get(URI.create(messages)).status()).isEqualTo(401);
    }

    /** An access token of alice for a resource server; for the platform's own when it is empty. */
    private static String token(String scope, String resource) {
        Granted granted = grant("alice", registered(scope), scope);
        if (resource.isEmpty()) return granted.accessToken();
        return granted.integration()
                .token(Map.of(
                        "grant_type", "refresh_token", "refresh_token", granted.refreshToken(), "resource", resource))
                .text("access_token");
    }
}
