package org.sparkall.localstack.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Looks whether an address answers. */
public final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private Http() {}

    /** Whether a GET is answered with 200. */
    public static boolean isOk(String address) {
        return get(address).filter(it -> it.statusCode() == 200).isPresent();
    }

    /** Where a GET is sent on to; empty when it is not, or nobody answers. */
    public static Optional<String> redirect(String address) {
        return get(address).flatMap(it -> it.headers().firstValue("Location"));
    }

    private static Optional<HttpResponse<Void>> get(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .header("Accept", "text/html,*/*")
                    .timeout(PATIENCE)
                    .build();
            return Optional.of(CLIENT.send(request, HttpResponse.BodyHandlers.discarding()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
