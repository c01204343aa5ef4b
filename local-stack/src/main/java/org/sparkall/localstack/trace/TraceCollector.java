package org.sparkall.localstack.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sparkall.localstack.part.LocalStackException;

/** Takes in what services export (OTLP over HTTP, binary Protobuf), and keeps it in a file with a line of JSON for each span. */
public final class TraceCollector implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GRACE_SECONDS = 1;

    private final HttpServer server;
    private final Path file;

    /**
     * Begins to listen.
     *
     * @param file where the spans go; what is in it stays
     * @throws LocalStackException when it cannot listen
     */
    public TraceCollector(int port, Path file) {
        this.file = file;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new LocalStackException("The collector of traces cannot listen on port " + port + ".", e);
        }
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            keep(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized void keep(ExportTraceServiceRequest exported) throws IOException {
        Files.createDirectories(file.getParent());
        try (BufferedWriter lines =
                Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (ResourceSpans resource : exported.getResourceSpansList()) {
                for (RecordedSpan span : RecordedSpan.of(resource)) {
                    lines.write(JSON.writeValueAsString(span));
                    lines.newLine();
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(GRACE_SECONDS);
    }
}
