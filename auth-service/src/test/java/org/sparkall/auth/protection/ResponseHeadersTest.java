package org.sparkall.auth.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sparkall.auth.issuer.TokenSettings;

class ResponseHeadersTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aBrowserThatCameByTlsIsToldToStayWithIt() throws Exception {
        assertThat(answer("https://auth.example", "/").firstValue("Strict-Transport-Security"))
                .hasValue("max-age=63072000; includeSubDomains");
        assertThat(answer("http://localhost:8081", "/").firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void everyAnswerIsClosedUnlessItsMakerKnowsBetter() throws Exception {
        HttpHeaders headers = answer("https://auth.example", "/");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'");
        assertThat(answer("https://auth.example", "/cached").allValues("Cache-Control"))
                .containsExactly("public, max-age=60");
        assertThat(answer("https://auth.example", "/.well-known/openid-configuration")
                        .allValues("Cache-Control"))
                .containsExactly("public, max-age=300");
    }

    private static HttpHeaders answer(String issuer, String path) throws Exception {
        Router router = Router.router(VERTX);
        router.route().handler(new ResponseHeaders(settings(issuer))::add);
        router.route("/cached")
                .handler(it -> it.response()
                        .putHeader("Cache-Control", "public, max-age=60")
                        .end());
        router.route().handler(it -> it.response().end());
        HttpServer server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + server.actualPort() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers();
        } finally {
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static TokenSettings settings(String issuer) {
        return new SmallRyeConfigBuilder()
                .withMapping(TokenSettings.class)
                .withDefaultValue("sparkall.token.issuer", issuer)
                .withDefaultValue("sparkall.token.audience", "spark-api")
                .build()
                .getConfigMapping(TokenSettings.class);
    }
}
