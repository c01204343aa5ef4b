package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Connections that mean no good: smuggled requests, bombs, floods, and clients that take their time. */
class HostileConnectionsIT {

    private static final String SMUGGLED = "0\r\n\r\nGET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** What a proxy before the service could see as one request must not be two here (RFC 9112 section 11.2). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 6",
                "Content-Length: 6\r\nContent-Length: 7",
                "Content-Length: 6, 7",
                "Content-Length: +6",
                "Content-Length: 0x6",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding:\u000bchunked",
                "X: y\nTransfer-Encoding: chunked"
            })
    void aSecondRequestIsNotSmuggledBehindTheFirst(String framing) throws IOException {
        for (String service : List.of(AT.auth(), AT.consent(), AT.policy())) {
            String answers = exchange(
                    service, "POST /v1/nothing HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n" + SMUGGLED);
            assertThat(answers).as(service).doesNotContain("\"UP\"");
        }
    }

    /** RFC 9112 section 3.2. */
    @Test
    void aRequestNamesOneHost() throws IOException {
        for (String service : List.of(AT.auth(), AT.consent(), AT.policy())) {
            assertThat(exchange(
                            service, "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(exchange(service, "GET /q/health/live HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void whatIsCompressedIsNotInflated() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            out.write("{\"name\": \"".getBytes(StandardCharsets.UTF_8));
            byte[] filling = new byte[1_000_000];
            for (int i = 0; i < 150; i++) out.write(filling);
        }
        for (String address : List.of(AT.auth() + "/v1/integrations", AT.auth() + "/v1/introspect")) {
            HttpResponse<String> refused = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("Content-Type", "application/json")
                                    .header("Content-Encoding", "gzip")
                                    .header("Authorization", "Bearer " + KEYCLOAK.tokenOf("dev"))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(bomb.toByteArray()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).as(address).isBetween(400, 415);
        }
    }

    /** Names that fall into one bucket of a hash table cost no more than others: compared side by side, with much to spare. */
    @Test
    void namesThatCollideAreNoDearerThanOthers() {
        List<String> colliding = new ArrayList<>(List.of(""));
        for (int i = 0; i < 13; i++) {
            List<String> longer = new ArrayList<>();
            for (String it : colliding) {
                longer.add(it + "Aa");
                longer.add(it + "BB");
            }
            colliding = longer;
        }
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < colliding.size(); i++) plain.add("%026d".formatted(i));
        time(plain.subList(0, 6_000));
        Duration fair = time(plain.subList(0, 6_000));
        Duration hostile = time(colliding.subList(0, 6_000));
        assertThat(hostile).isLessThan(fair.multipliedBy(10).plusMillis(500));
    }

    private static Duration time(List<String> names) {
        StringBuilder body = new StringBuilder("{\"name\": \"x\"");
        for (String name : names) body.append(",\"").append(name).append("\":0");
        Instant begin = Instant.now();
        Reply refused = REQUESTS.send(
                Requests.json(AT.auth() + "/v1/integrations", body.append('}').toString())
                        .header("Authorization", "Bearer " + KEYCLOAK.tokenOf("dev")));
        assertThat(refused.status()).isEqualTo(400);
        return Duration.between(begin, Instant.now());
    }

    @Test
    void clientsThatTakeTheirTimeKeepNobodyElseWaiting() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = socket(AT.auth());
                slow.add(socket);
                String half = i % 2 == 0
                        ? "GET /.well-known/openid-configuration HTTP/1.1\r\nHost: localhost\r\nX-Slow: a"
                        : "POST /v1/introspect HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\ntoken=";
                socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            for (int i = 0; i < 20; i++) {
                Reply served = REQUESTS.send(Requests.to(AT.auth() + "/v1/integrations")
                        .timeout(Duration.ofSeconds(5))
                        .header("Authorization", "Bearer " + KEYCLOAK.tokenOf("dev")));
                assertThat(served.status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) socket.close();
        }
    }

    /** What comes back until the server hangs up, or says nothing more. */
    private static String exchange(String service, String request) throws IOException {
        try (Socket socket = socket(service)) {
            socket.setSoTimeout(700);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            try (InputStream in = socket.getInputStream()) {
                in.transferTo(answers);
            } catch (SocketTimeoutException | SocketException e) {
                // It waits for more, or hung up on what it had not read: what it said until then counts.
            }
            return answers.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static Socket socket(String service) throws IOException {
        URI at = URI.create(service);
        return new Socket(at.getHost(), at.getPort());
    }
}
