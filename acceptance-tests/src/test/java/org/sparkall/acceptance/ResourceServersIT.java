package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Project;

/** Resource servers that nobody here wrote, told only the issuer and their own name, take the suite's tokens and enforce single scopes. */
class ResourceServersIT {

    private static final Path SERVERS = Path.of("resource-servers").toAbsolutePath();

    @Test
    void springSecurityEnforcesAScopeThatTheGrantCoversByTheAggregate() throws Exception {
        Path target = SERVERS.resolve("spring/target");
        String classPath = target.resolve("classes") + ":"
                + Files.readString(target.resolve("runtime.classpath")).strip();
        int port = freePort();
        run(
                "spring",
                List.of("-cp", classPath, "org.sparkall.acceptance.spring.SpringResourceServer"),
                Map.of("SERVER_PORT", Integer.toString(port)),
                port);
    }

    @Test
    void quarkusOidcEnforcesAScopeThatTheGrantCoversByTheAggregate() throws Exception {
        int port = freePort();
        run(
                "quarkus",
                List.of(
                        "-jar",
                        SERVERS.resolve("quarkus/target/quarkus-app/quarkus-run.jar")
                                .toString()),
                Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)),
                port);
    }

    private static void run(String name, List<String> program, Map<String, String> settings, int port) {
        try (ChildProcess server = new ChildProcess(name, Path.of("target", name + ".log"))) {
            List<String> command =
                    new java.util.ArrayList<>(List.of(Project.java().toString()));
            command.addAll(program);
            Map<String, String> environment = new java.util.HashMap<>(settings);
            environment.put("ISSUER", AT.auth());
            server.start(command, environment, Path.of("."));
            String messages = "http://localhost:" + port + "/messages";
            server.awaitReady(() -> answers(messages), Duration.ofSeconds(60));
            check(messages);
        }
    }

    private static boolean answers(String address) {
        try {
            return REQUESTS.get(URI.create(address)).status() == 401;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void check(String messages) {
        String everything = grant("alice", registered("spark:all"), "spark:all").accessToken();
        assertThat(status(messages, everything)).isEqualTo(200);
        String rooms = grant("alice", registered("spark:rooms_read"), "spark:rooms_read")
                .accessToken();
        assertThat(status(messages, rooms)).isEqualTo(403);
        // Another issuer's token, and one of ours whose signature is another's.
        assertThat(status(messages, RunningSuite.KEYCLOAK.tokenOf("alice"))).isEqualTo(401);
        String forged = everything.substring(0, everything.lastIndexOf('.')) + rooms.substring(rooms.lastIndexOf('.'));
        assertThat(status(messages, forged)).isEqualTo(401);
        assertThat(REQUESTS.get(URI.create(messages)).status()).isEqualTo(401);
    }

    private static int status(String address, String token) {
        return REQUESTS.send(Requests.to(address).header("Authorization", "Bearer " + token))
                .status();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
