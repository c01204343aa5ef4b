package org.sparkall.client;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches the bundle, and again only when it is another. Used by one thread at a time. */
final class BundleSource {

    private static final int MAX_JWKS_BYTES = 256 * 1024;

    private final HttpClient http;
    private final URI address;
    private final Duration timeout;
    private final BundleVerifier verifier;
    private @Nullable String tag;

    BundleSource(HttpClient http, URI service, URI issuer, Duration timeout) {
        this.http = http;
        this.address = URI.create(service + "/v1/catalog/bundle");
        this.timeout = timeout;
        int millis = Math.toIntExact(timeout.toMillis());
        try {
            this.verifier = new BundleVerifier(
                    issuer,
                    JWKSourceBuilder.create(
                                    URI.create(service + "/v1/jwks").toURL(),
                                    new DefaultResourceRetriever(millis, millis, MAX_JWKS_BYTES))
                            .retrying(true)
                            .build());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not an address of HTTP: " + service, e);
        }
    }

    /** The bundle; empty when it is the one that came last. */
    Optional<Bundle> fetch() throws CatalogUnavailableException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (tag != null) request.header("If-None-Match", tag);
        try {
            HttpResponse<String> answer = WholeAnswer.of(http, request.build(), timeout);
            if (answer.statusCode() == 304) return Optional.empty();
            if (answer.statusCode() != 200) {
                throw new CatalogUnavailableException("the bundle's address answered " + answer.statusCode());
            }
            Bundle bundle = verifier.verify(answer.body());
            tag = answer.headers().firstValue("ETag").orElse(null);
            return Optional.of(bundle);
        } catch (IOException e) {
            throw new CatalogUnavailableException("the bundle's address does not answer", e);
        }
    }
}
