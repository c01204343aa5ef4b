package org.sparkall.benchmarks.load;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.io.IOException;
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
import org.sparkall.localstack.journey.LoopbackCookies;
import org.sparkall.localstack.keycloak.KeycloakDistribution;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Http;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Ports;

/** Keycloak by itself, in production mode, as its guides set it up: built, with PostgreSQL, and its own choice of JVM options. */
final class KeycloakPeer implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String CLIENT = "measured";
    private static final String SECRET = "measured-secret";
    private static final String CALLBACK = "http://localhost:9/callback";

    /**
     * Rotation as ours: a refresh token is good once. A token is introspected by those whom it is for. Passwords are only asked for before
     * anything is measured, which need not take long.
     */
    private static final String REALM = """
            {"realm": "measured", "enabled": true, "sslRequired": "none", "defaultSignatureAlgorithm": "ES256",
             "passwordPolicy": "hashAlgorithm(pbkdf2-sha512) and hashIterations(1)", "accessTokenLifespan": 3600,
             "revokeRefreshToken": true, "refreshTokenMaxReuse": 0,
             "clients": [{"clientId": "measured", "secret": "measured-secret", "enabled": true,
               "serviceAccountsEnabled": true, "directAccessGrantsEnabled": true, "standardFlowEnabled": true,
               "redirectUris": ["http://localhost:9/callback"],
               "attributes": {"access.token.signed.response.alg": "ES256"},
               "protocolMappers": [{"name": "audience", "protocol": "openid-connect",
                 "protocolMapper": "oidc-audience-mapper",
                 "config": {"included.client.audience": "measured", "access.token.claim": "true"}}]}],
             "users": [{"username": "alice", "enabled": true, "email": "alice@example.com", "emailVerified": true,
               "firstName": "Alice", "lastName": "Example", "credentials": [{"type": "password", "value": "alice"}]}]}
            """;

    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final Path log;
    private final String database;
    private final int grants;
    private final ChildProcess server;
    private @Nullable TokenJobs jobs;

    /**
     * @param database an empty one
     */
    KeycloakPeer(Path folder, String database, int grants) {
        this.log = folder.resolve("keycloak.log");
        this.database = database;
        this.grants = grants;
        this.server = new ChildProcess("keycloak", log);
    }

    @Override
    public String name() {
        return "Keycloak";
    }

    @Override
    public void start() throws IOException, ParseException {
        Path home;
        try (KeycloakDistribution distribution = new KeycloakDistribution(
                List.of(), List.of("--db=postgres", "--health-enabled=true", "--cache=local"), log)) {
            home = distribution.home();
        }
        Files.writeString(Files.createDirectories(home.resolve("data/import")).resolve("measured.json"), REALM);
        server.start(
                List.of(home.resolve("bin/kc.sh").toString(), "start", "--optimized", "--import-realm"),
                Map.ofEntries(
                        Map.entry("JAVA_HOME", System.getProperty("java.home")),
                        Map.entry("JAVA_OPTS_APPEND", "-Xmx1g"),
                        Map.entry("KC_DB_URL", database),
                        Map.entry("KC_DB_USERNAME", "postgres"),
                        Map.entry("KC_DB_PASSWORD", "none"),
                        Map.entry("KC_HTTP_ENABLED", "true"),
                        Map.entry("KC_HTTP_HOST", "localhost"),
                        Map.entry("KC_HTTP_PORT", Integer.toString(port)),
                        Map.entry("KC_HTTP_MANAGEMENT_PORT", Integer.toString(managementPort)),
                        Map.entry("KC_HOSTNAME", "http://localhost:" + port)),
                home);
        server.awaitReady(() -> Http.isOk("http://localhost:" + managementPort + "/health/ready"), PATIENCE);
        seed();
    }

    private void seed() throws IOException, ParseException {
        List<String> refresh = new ArrayList<>();
        List<String> access = new ArrayList<>();
        for (int i = 0; i < grants; i++) {
            // A session of its own each: a client has one refresh token in a session that is good.
            TokenRequest request = new TokenRequest.Builder(
                            endpoint("token"),
                            new ClientSecretBasic(new ClientID(CLIENT), new Secret(SECRET)),
                            new ResourceOwnerPasswordCredentialsGrant("alice", new Secret("alice")))
                    .scope(new Scope("openid"))
                    .build();
            AccessTokenResponse tokens =
                    AccessTokenResponse.parse(request.toHTTPRequest().send());
            refresh.add(tokens.getTokens().getRefreshToken().getValue());
            access.add(tokens.getTokens().getAccessToken().getValue());
        }
        jobs = new TokenJobs(CLIENT, SECRET, "grant_type=client_credentials", refresh, access);
    }

    @Override
    public CodeFlows.Visitor visitor() throws IOException, InterruptedException {
        return new Browser();
    }

    /** Somebody who is signed in. */
    private final class Browser implements CodeFlows.Visitor {

        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new LoopbackCookies()).build();

        Browser() throws IOException, InterruptedException {
            String page = ask(new CodeVerifier()).body();
            String action = Objects.requireNonNull(Jsoup.parse(page).selectFirst("form"), "the form")
                    .attr("action");
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(action))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("username=alice&password=alice"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 302) throw new LocalStackException("no sign-in: " + answer.statusCode());
        }

        @Override
        public void grant() throws IOException, InterruptedException {
            CodeVerifier verifier = new CodeVerifier();
            String code = Objects.requireNonNull(
                    IntegrationClient.parameters(URI.create(ask(verifier)
                                    .headers()
                                    .firstValue("Location")
                                    .orElseThrow()))
                            .get("code"),
                    "a code");
            HttpResponse<String> tokens = http.send(
                    HttpRequest.newBuilder(endpoint("token"))
                            .header("Authorization", TokenJobs.basic(CLIENT, SECRET))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=authorization_code&code=" + code
                                    + "&redirect_uri=" + CALLBACK + "&code_verifier=" + verifier.getValue()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (!tokens.body().contains("refresh_token")) throw new LocalStackException("no tokens");
        }

        private HttpResponse<String> ask(CodeVerifier verifier) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create(endpoint("auth")
                                    + "?response_type=code&scope=profile&client_id=" + CLIENT + "&redirect_uri="
                                    + CALLBACK
                                    + "&code_challenge_method=S256&code_challenge="
                                    + CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                            .getValue()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private URI endpoint(String name) {
        return URI.create("http://localhost:" + port + "/realms/measured/protocol/openid-connect/" + name);
    }

    @Override
    public Set<Operation> operations() {
        return TokenJobs.OPERATIONS;
    }

    @Override
    public Optional<Job> job(Operation operation) {
        return Objects.requireNonNull(jobs).job(operation, endpoint("token"), endpoint("token/introspect"));
    }

    @Override
    public void refreshed(List<String> left) {
        Objects.requireNonNull(jobs).refreshed(left);
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return Map.of("keycloak", server.handle().orElseThrow());
    }

    @Override
    public void close() {
        server.close();
    }
}
