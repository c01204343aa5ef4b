package org.sparkall.consent.logo;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches logos from where integrations keep them: over https only, without following redirects, a small picture within a short time or
 * nothing. The connection goes to the very address that was judged, so that a name cannot mean something else a moment later.
 */
final class LogoFetcher {

    private static final int HTTPS = 443;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 3_000;
    private static final int OK = 200;

    private final HttpClient client;
    private final PublicHosts hosts;

    LogoFetcher(Vertx vertx, HttpClientOptions options, PublicHosts hosts) {
        this.client = vertx.createHttpClient(options.setSsl(true)
                .setVerifyHost(true)
                .setForceSni(true)
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_MILLIS));
        this.hosts = hosts;
    }

    /** The logo at an address; empty when there is none to show, for whatever reason. */
    Optional<Logo> fetch(URI address) {
        if (!"https".equals(address.getScheme()) || address.getHost() == null) return Optional.empty();
        return hosts.find(address.getHost()).flatMap(host -> fetch(address, host));
    }

    private Optional<Logo> fetch(URI address, InetAddress host) {
        int port = address.getPort() < 0 ? HTTPS : address.getPort();
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, host.getHostAddress()))
                .setHost(address.getHost())
                .setPort(port)
                .setSsl(true)
                .setURI(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery())
                .setFollowRedirects(false)
                .setTimeout(ANSWER_MILLIS)
                .putHeader("Accept", "image/png, image/jpeg, image/webp");
        Future<Optional<Logo>> answer =
                client.request(request).compose(it -> it.send()).compose(LogoFetcher::read);
        try {
            return answer.toCompletionStage().toCompletableFuture().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Future<Optional<Logo>> read(HttpClientResponse response) {
        Promise<Optional<Logo>> read = Promise.promise();
        if (response.statusCode() != OK) {
            giveUp(response, read);
            return read.future();
        }
        Buffer all = Buffer.buffer();
        response.exceptionHandler(read::tryFail);
        response.handler(some -> {
            all.appendBuffer(some);
            if (all.length() > Logo.MOST_BYTES) giveUp(response, read);
        });
        response.endHandler(end -> read.tryComplete(Logo.of(all.getBytes())));
        return read.future();
    }

    private static void giveUp(HttpClientResponse response, Promise<Optional<Logo>> read) {
        read.tryComplete(Optional.empty());
        response.request().connection().close();
    }
}
