package org.sparkall.acceptance;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An integration's back-channel logout endpoint at a loopback address, which can fail for a while. */
final class LogoutReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<SignedJWT> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures;

    LogoutReceiver(int failures) throws IOException {
        this.failures = new AtomicInteger(failures);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/logout", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            keep(body);
            exchange.sendResponseHeaders(this.failures.getAndDecrement() > 0 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    private void keep(String body) throws IOException {
        try {
            tokens.add(SignedJWT.parse(body.substring("logout_token=".length())));
        } catch (ParseException e) {
            throw new IOException(e);
        }
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/logout";
    }

    List<SignedJWT> tokens() {
        return tokens;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
