package org.sparkall.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;

/** Spring Authorization Server with its data in PostgreSQL, on a JVM with the options that ours has, and a larger heap. */
final class SpringPeer implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CLIENT = "measured";
    private static final String SECRET = "measured-secret";
    private static final String CALLBACK = "http://localhost:9/callback";

    private final int port = Ports.free();
    private final String database;
    private final int grants;
    private final ChildProcess server;
    private @Nullable TokenJobs jobs;

    /**
     * @param database an empty one
     */
    SpringPeer(Path folder, String database, int grants) {
        this.database = database;
        this.grants = grants;
        this.server = new ChildProcess("spring", folder.resolve("spring.log"));
    }

    @Override
    public String name() {
        return "Spring Authorization Server";
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Path target = Project.root().resolve("benchmarks/spring-authorization-server/target");
        List<String> command = List.of(
                Project.java().toString(),
                "@" + Project.root().resolve("containers/jvm.options"),
                "-Xmx1g",
                "-cp",
                target.resolve("classes")
                        + File.pathSeparator
                        + Files.readString(target.resolve("runtime.classpath")).strip(),
                "org.sparkall.benchmarks.spring.SpringAuthorizationServer");
        server.start(
                command,
                Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "SERVER_ADDRESS",
                        "localhost",
                        "SPRING_DATASOURCE_URL",
                        database,
                        "SPRING_DATASOURCE_USERNAME",
                        "postgres"),
                target);
        server.awaitReady(() -> Ports.isOpen(port), PATIENCE);
        seed();
    }

    private void seed() throws IOException, InterruptedException {
        Browser browser = new Browser();
        List<String> refresh = new ArrayList<>();
        List<String> access = new ArrayList<>();
        for (int i = 0; i < grants; i++) {
            JsonNode tokens = browser.tokens();
            refresh.add(tokens.path("refresh_token").asText());
            access.add(tokens.path("access_token").asText());
        }
        jobs = new TokenJobs(CLIENT, SECRET, "grant_type=client_credentials&scope=read", refresh, access);
    }

    @Override
    public CodeFlows.Visitor visitor() throws IOException, InterruptedException {
        return new Browser();
    }

    /** Somebody who is signed in. */
    private final class Browser implements CodeFlows.Visitor {

        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        Browser() throws IOException, InterruptedException {
            String page = send(HttpRequest.newBuilder(uri("/login"))).body();
            String token = Objects.requireNonNull(
                            Jsoup.parse(page).selectFirst("input[name=_csrf]"), "the form's token")
                    .attr("value");
            HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("username=alice&password=alice&_csrf=" + token)));
            if (answer.statusCode() != 302) throw new LocalStackException("no sign-in: " + answer.statusCode());
        }

        @Override
        public void grant() throws IOException, InterruptedException {
            if (!tokens().hasNonNull("refresh_token")) throw new LocalStackException("no tokens");
        }

        JsonNode tokens() throws IOException, InterruptedException {
            CodeVerifier verifier = new CodeVerifier();
            HttpResponse<String> back = send(HttpRequest.newBuilder(
                    uri("/oauth2/authorize?response_type=code&scope=read" + "&client_id=" + CLIENT + "&redirect_uri="
                            + CALLBACK + "&code_challenge_method=S256&code_challenge="
                            + CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                    .getValue())));
            String code = Objects.requireNonNull(
                    IntegrationClient.parameters(URI.create(
                                    back.headers().firstValue("Location").orElseThrow()))
                            .get("code"),
                    "a code");
            return JSON.readTree(send(HttpRequest.newBuilder(uri("/oauth2/token"))
                            .header("Authorization", TokenJobs.basic(CLIENT, SECRET))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=authorization_code&code=" + code
                                    + "&redirect_uri=" + CALLBACK + "&code_verifier=" + verifier.getValue())))
                    .body());
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return http.send(
                    request.header("Accept", "text/html,application/json").build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    @Override
    public Set<Operation> operations() {
        return TokenJobs.OPERATIONS;
    }

    @Override
    public Optional<Job> job(Operation operation) {
        return Objects.requireNonNull(jobs).job(operation, uri("/oauth2/token"), uri("/oauth2/introspect"));
    }

    @Override
    public void refreshed(List<String> left) {
        Objects.requireNonNull(jobs).refreshed(left);
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return Map.of("spring", server.handle().orElseThrow());
    }

    @Override
    public void close() {
        server.close();
    }
}
