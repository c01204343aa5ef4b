package org.sparkall.localstack.journey;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends requests and follows no redirects; keeps cookies as a browser does. */
public final class Requests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(new LoopbackCookies())
            .build();

    /** A request to this address, to be completed. */
    public static HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
    }

    /** A posted form; a field with several values is sent several times. */
    public static HttpRequest.Builder form(String address, Map<String, ?> fields) {
        UsedSecrets.note(fields);
        return to(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query(fields)));
    }

    /** A posted JSON text. */
    public static HttpRequest.Builder json(String address, String body) {
        return to(address).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Fields in the form of a query (RFC 6749 appendix B). */
    public static String query(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .flatMap(field -> (field.getValue() instanceof Collection<?> many
                                ? many.stream()
                                : java.util.stream.Stream.of(field.getValue()))
                        .map(value -> encode(field.getKey()) + "=" + encode(String.valueOf(value))))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public Reply get(URI address) {
        return send(to(address.toString()));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpRequest sent = request.build();
            HttpResponse<String> response = client.send(sent, HttpResponse.BodyHandlers.ofString());
            Reply reply = new Reply(response.statusCode(), response.headers(), response.body());
            UsedSecrets.note(sent, reply);
            return reply;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no answer from " + request.build().uri().getAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
