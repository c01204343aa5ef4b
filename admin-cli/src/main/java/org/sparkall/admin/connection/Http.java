package org.sparkall.admin.connection;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Sends requests, with the operator's patience and trust; follows no redirects, which would take tokens elsewhere. */
public final class Http implements HTTPRequestSender {

    private final HttpClient client;
    private final Duration timeout;

    public Http(ConnectionOptions options) {
        this.timeout = options.timeout();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER);
        options.caFile().map(Trust::in).ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** A request with the operator's patience, to be completed. */
    HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address).timeout(timeout);
    }

    /**
     * Sends it.
     *
     * @param whom the part's name, for the error
     * @throws AdminException nobody answered
     */
    HttpResponse<String> send(String whom, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw AdminException.unreachable(whom + " at " + request.uri().getScheme() + "://"
                    + request.uri().getRawAuthority() + " cannot be reached: " + why(e) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AdminException.refused("Interrupted.");
        }
    }

    private String why(IOException e) {
        return switch (e) {
            case HttpTimeoutException it -> "no answer within " + timeout.toSeconds() + " seconds";
            case SSLException it -> "TLS: " + it.getMessage();
            case java.net.ConnectException it ->
                it.getCause() instanceof java.nio.channels.UnresolvedAddressException
                        ? "the host's name is not known"
                        : "the connection is refused";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** The same for requests of the OAuth library, which go to Keycloak. */
    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest oauth) {
        String body = oauth.getBody();
        HttpRequest.Builder request = to(oauth.getURI())
                .method(
                        oauth.getMethod().name(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        oauth.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<String> response = send(Part.ISSUER.title(), request.build());
        HTTPResponse answer = new HTTPResponse(response.statusCode());
        response.headers().map().forEach((name, values) -> answer.setHeader(name, values.toArray(String[]::new)));
        answer.setBody(response.body());
        return answer;
    }
}
