package org.sparkall.consent.logo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkall.localstack.testing.LoopbackHttps;

class LogoFetcherTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
    private static final byte[] WEBP = {'R', 'I', 'F', 'F', 1, 0, 0, 0, 'W', 'E', 'B', 'P'};

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requests = new AtomicInteger();

    @TempDir
    private Path folder;

    private HttpsServer server;
    private Path keyStore;
    private LogoFetcher fetcher;

    @BeforeEach
    void begin() throws Exception {
        LoopbackHttps https = LoopbackHttps.in(folder);
        server = https.server();
        keyStore = https.keyStore();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        fetcher = fetcher(trusting(keyStore), Set.of("localhost", "127.0.0.1"));
    }

    @AfterEach
    void end() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void picturesAreWhatTheirBytesSay() {
        answer("/png", 200, "text/html", PNG);
        answer("/jpeg", 200, "image/png", JPEG);
        answer("/webp", 200, "image/webp", WEBP);
        assertThat(fetcher.fetch(at("/png"))).hasValueSatisfying(it -> {
            assertThat(it.mediaType()).isEqualTo("image/png");
            assertThat(it.bytes()).isEqualTo(PNG);
        });
        assertThat(fetcher.fetch(at("/jpeg")).map(Logo::mediaType)).contains("image/jpeg");
        assertThat(fetcher.fetch(at("/webp?v=2")).map(Logo::mediaType)).contains("image/webp");
    }

    @Test
    void whatIsNoPictureIsNotShown() {
        answer(
                "/svg",
                200,
                "image/svg+xml",
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8));
        answer("/html", 200, "image/png", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        answer("/nothing", 200, "image/png", new byte[0]);
        answer("/missing", 404, "image/png", PNG);
        for (String path : new String[] {"/svg", "/html", "/nothing", "/missing"}) {
            assertThat(fetcher.fetch(at(path))).as(path).isEmpty();
        }
    }

    @Test
    void aPictureAsLargeAsAPageIsNotShown() {
        answer("/most", 200, "image/png", Arrays.copyOf(PNG, Logo.MOST_BYTES));
        answer("/more", 200, "image/png", Arrays.copyOf(PNG, Logo.MOST_BYTES + 1));
        assertThat(fetcher.fetch(at("/most"))).isPresent();
        assertThat(fetcher.fetch(at("/more"))).isEmpty();
    }

    @Test
    void aStreamWithoutAnEndIsLeft() {
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = Arrays.copyOf(PNG, 8192);
            try (var out = exchange.getResponseBody()) {
                while (!Thread.interrupted()) out.write(much);
            } catch (IOException e) {
                requests.incrementAndGet();
            }
        });
        assertThat(fetcher.fetch(at("/endless"))).isEmpty();
    }

    @Test
    void whoeverDoesNotAnswerIsNotWaitedFor() {
        server.createContext("/slow", exchange -> {
            try (exchange) {
                Thread.sleep(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Instant before = Instant.now();
        assertThat(fetcher.fetch(at("/slow"))).isEmpty();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void redirectsLeadNowhere() {
        answer("/png", 200, "image/png", PNG);
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", at("/png").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        assertThat(fetcher.fetch(at("/elsewhere"))).isEmpty();
        assertThat(requests).as("requests for the picture").hasValue(0);
    }

    @Test
    void hostsWithinAreNotAskedAtAll() {
        answer("/png", 200, "image/png", PNG);
        LogoFetcher careful = fetcher(trusting(keyStore), Set.of());
        for (String host : new String[] {"localhost", "127.0.0.1", "[::1]"}) {
            assertThat(careful.fetch(URI.create("https://" + host + ":" + port() + "/png")))
                    .isEmpty();
        }
        assertThat(fetcher.fetch(URI.create("http://localhost:" + port() + "/png")))
                .isEmpty();
        assertThat(requests).hasValue(0);
    }

    @Test
    void aCertificateOfSomebodyElseIsNotTaken() {
        answer("/png", 200, "image/png", PNG);
        assertThat(fetcher(new HttpClientOptions(), Set.of("localhost")).fetch(at("/png")))
                .as("signed by nobody that is known")
                .isEmpty();
        assertThat(fetcher.fetch(URI.create("https://127.0.0.1:" + port() + "/png")))
                .as("of another name")
                .isEmpty();
        assertThat(requests).hasValue(0);
    }

    private void answer(String path, int status, String type, byte[] body) {
        server.createContext(path, exchange -> answer(exchange, status, type, body));
    }

    private void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        requests.incrementAndGet();
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private LogoFetcher fetcher(HttpClientOptions options, Set<String> internal) {
        return new LogoFetcher(vertx, options, new PublicHosts(internal));
    }

    private static HttpClientOptions trusting(Path store) {
        return new HttpClientOptions()
                .setTrustOptions(new PfxOptions().setPath(store.toString()).setPassword(LoopbackHttps.PASSWORD));
    }

    private URI at(String path) {
        return URI.create("https://localhost:" + port() + path);
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
