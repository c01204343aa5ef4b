package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;

/** The code that the portal offers works as it stands on the page. */
class PortalSnippetsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SERVERS = Path.of("resource-servers");
    private static NodeProject node;

    /** An integration of dev's, and its page in the portal. */
    private record Shown(Reply registration, Document page) {

        static Shown of(Map<String, ?> settings, String... scopes) {
            Reply registration = RunningSuite.register(settings, scopes);
            assertThat(registration.status()).as(registration.body()).isEqualTo(201);
            URI address = URI.create(PortalBrowser.PORTAL + "/" + registration.text("id"));
            Arrival.AtPage arrival = (Arrival.AtPage) new Person("dev").visit(address);
            return new Shown(registration, arrival.page());
        }

        String code(String id) {
            Element code = page.selectFirst("#snippet-" + id);
            assertThat(code).as(id).isNotNull();
            return code.wholeText();
        }
    }

    @BeforeAll
    static void installNodePackages() throws Exception {
        node = NodeProject.installed();
    }

    @Test
    void theCurlSnippetOfAnIntegrationWithASecretGetsATokenAsItStands() throws Exception {
        Shown shown = Shown.of(Map.of(), "spark:all");
        assertThat(shown.code("curl")).doesNotContain(shown.registration().text("client_secret"));
        JsonNode tokens = runCurl(shown, Map.of("CLIENT_SECRET", secret(shown)));
        assertThat(tokens.path("scope").asText()).isEqualTo("spark:all");
        assertThat(tokens.path("refresh_token").asText()).isNotEmpty();
    }

    @Test
    void theCurlSnippetOfAPublicIntegrationGetsATokenAsItStands() throws Exception {
        Shown shown = Shown.of(Map.of("client_type", "public"), "spark:messages_read", "spark:rooms_read");
        assertThat(runCurl(shown, Map.of()).path("scope").asText()).contains("spark:messages_read", "spark:rooms_read");
    }

    @Test
    void anIntegrationWithAKeySignsAnAssertionAndRedeemsWithCurlAsItStands() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        Shown shown = withKey(key);
        String assertion = assertion(shown, key);
        assertThat(runCurl(shown, Map.of("ASSERTION", assertion)).path("scope").asText())
                .isEqualTo("spark:all");
    }

    @Test
    void theJavaScriptSnippetGetsATokenAsItStands() throws Exception {
        Shown shown = Shown.of(Map.of(), "spark:all");
        assertThat(runJavaScript(shown, Map.of("CLIENT_SECRET", secret(shown)))).isEqualTo("spark:all");
        Shown anonymous = Shown.of(Map.of("client_type", "public"), "spark:all");
        assertThat(runJavaScript(anonymous, Map.of())).isEqualTo("spark:all");
    }

    @Test
    void theJavaScriptSnippetOfAnIntegrationWithAKeyGetsATokenAsItStands() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        assertThat(runJavaScript(withKey(key), Map.of("PRIVATE_JWK", key.toJSONString())))
                .isEqualTo("spark:all");
    }

    @Test
    void theConfigurationOfAnApiIsTheOneThatTheResourceServersRunWith() throws Exception {
        Shown shown = Shown.of(Map.of(), "spark:all");
        assertRunWith(shown.code("quarkus-api"), "quarkus/src/main/resources/application.properties");
        assertRunWith(
                shown.code("spring-api"),
                "spring/src/main/resources/application.properties",
                "spring/src/main/java/org/sparkall/acceptance/spring/SpringResourceServer.java");
    }

    /** Every line of the snippet stands in the files of a server that {@link ResourceServersIT} runs. */
    private static void assertRunWith(String snippet, String... files) throws IOException {
        List<String> running = new ArrayList<>();
        for (String file : files) {
            lines(Files.readString(SERVERS.resolve(file))
                            .replace("${ISSUER}", AT.auth())
                            .replace("${AUDIENCE}", "spark-api"))
                    .forEach(running::add);
        }
        List<String> offered = lines(snippet).toList();
        assertThat(offered).isNotEmpty();
        assertThat(running).containsAll(offered);
    }

    private static Stream<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(it -> !it.isEmpty() && !it.startsWith("#") && !it.startsWith("//"));
    }

    private static Shown withKey(ECKey key) {
        return Shown.of(
                Map.of(
                        "token_endpoint_auth_method",
                        "private_key_jwt",
                        "jwks",
                        new JWKSet(key).toPublicJWKSet().toJSONObject()),
                "spark:all");
    }

    private static String secret(Shown shown) {
        return shown.registration().text("client_secret");
    }

    /** Signs as the page tells its readers to, with a key file. */
    private static String assertion(Shown shown, ECKey key) throws Exception {
        Path file = node.folder().resolve("private-key.pem");
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(key.toPrivateKey().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Process process = node.script("assertion.mjs", shown.code("assertion"), "private-key.pem")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String assertion = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return assertion;
    }

    private static JsonNode runCurl(Shown shown, Map<String, String> environment) throws Exception {
        Process process = started(new ProcessBuilder("bash", "-euc", shown.code("curl")), environment);
        return JSON.readTree(grantedBy(process, it -> it.get("code")));
    }

    /** The snippet's only gap is the browser: the address goes out, and where the browser came back to comes in. */
    private static String runJavaScript(Shown shown, Map<String, String> environment) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String line : shown.code("javascript").lines().toList()) {
            lines.add(line);
            if (line.startsWith("// Send the browser to the address.")) {
                lines.add("console.log(address.href)");
                lines.add("const currentUrl = await new Promise(it =>"
                        + " process.stdin.once('data', text => it(new URL(String(text).trim()))))");
            }
        }
        lines.add("console.log(tokens.scope)");
        lines.add("process.exit(0)");
        Process process = started(node.script("snippet.mjs", String.join("\n", lines)), environment);
        return grantedBy(process, it -> it.get("address")).strip();
    }

    private static Process started(ProcessBuilder builder, Map<String, String> environment) throws IOException {
        builder.environment().putAll(environment);
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Opens the address that the snippet prints as a person, agrees, and gives the snippet what it waits for. */
    private static String grantedBy(Process process, Function<Map<String, String>, String> awaited) throws Exception {
        try (BufferedReader out = process.inputReader();
                BufferedWriter in = process.outputWriter()) {
            URI request = URI.create(out.readLine());
            Person alice = new Person("alice");
            Arrival arrival = alice.open(request, REDIRECT_URI);
            if (arrival instanceof Arrival.AtConsent(Document page)) {
                arrival = alice.accept(page, List.of(), REDIRECT_URI);
            }
            Arrival.AtIntegration back = (Arrival.AtIntegration) arrival;
            Map<String, String> parameters = new HashMap<>(RunningSuite.back(back));
            parameters.put("address", back.address().toString());
            in.write(awaited.apply(parameters) + "\n");
            in.flush();
            String rest = String.join("\n", out.lines().toList());
            assertThat(process.waitFor()).as(rest).isZero();
            return rest;
        } finally {
            process.destroy();
        }
    }
}
