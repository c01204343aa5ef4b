package org.sparkall.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as it goes over the wire, whatever HTTP says about it: no client library would send most of these.
 *
 * @param parameters names and values as they are written: encoded, or wrongly so
 * @param inQuery whether the parameters belong into the address
 * @param body sent instead of the parameters, when it is not null
 */
record RawRequest(String method, String path, List<Pair> parameters, boolean inQuery, String body, List<Pair> headers) {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LONGEST_BODY = 256 * 1024;

    record Pair(String name, String value) {
        static Pair encoded(String name, String value) {
            return new Pair(encode(name), encode(value));
        }
    }

    /** What came back: everything until the server hung up. */
    record RawReply(int status, String head, String body) {

        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    RawRequest with(List<Pair> changed) {
        return new RawRequest(method, path, changed, inQuery, body, headers);
    }

    RawRequest withHeaders(List<Pair> changed) {
        return new RawRequest(method, path, parameters, inQuery, body, changed);
    }

    RawRequest withBody(String text) {
        return new RawRequest(method, path, parameters, inQuery, text, headers);
    }

    RawRequest withMethod(String verb) {
        return new RawRequest(verb, path, parameters, inQuery, body, headers);
    }

    RawRequest moved() {
        return new RawRequest(method, path, parameters, !inQuery, body, headers);
    }

    /** What is registered goes as JSON, in which each value stands as it is written. */
    private String content() {
        if (!path.startsWith("/v1/register")) return form();
        return parameters.stream()
                .map(it -> '"' + it.name() + "\":" + it.value())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String form() {
        return parameters.stream().map(it -> it.name() + "=" + it.value()).collect(Collectors.joining("&"));
    }

    /** How it looks on the wire. */
    String text() {
        String content = body != null ? body : inQuery ? "" : content();
        StringBuilder text = new StringBuilder(method).append(' ').append(path);
        if (inQuery) text.append('?').append(form());
        text.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (Pair header : headers)
            text.append(header.name()).append(": ").append(header.value()).append("\r\n");
        if (!content.isEmpty())
            text.append("Content-Length: ")
                    .append(content.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        return text.append("\r\n").append(content).toString();
    }

    /** Whether this goes beyond what HTTP servers read at all; they may hang up on it. */
    boolean isTooLargeForHttp() {
        String text = text();
        int head = text.indexOf("\r\n\r\n");
        return text.indexOf("\r\n") > LONGEST_LINE || text.length() - head > LONGEST_BODY;
    }

    RawReply send(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(text().getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // Hung up on before it was all sent; the answer may be there nevertheless.
            }
            return parse(read(socket));
        }
    }

    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException e) {
            // Hung up on with the rest of the request unread; what came before is the answer.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static RawReply parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        String head = end < 0 ? answer : answer.substring(0, end);
        List<String> words = new ArrayList<>(List.of(head.split(" ", 3)));
        int status = words.size() > 1 && words.get(1).matches("\\d{3}") ? Integer.parseInt(words.get(1)) : 0;
        String body = end < 0 ? "" : answer.substring(end + 4);
        return new RawReply(status, head, head.toLowerCase(Locale.ROOT).contains("chunked") ? joined(body) : body);
    }

    /** The text of a body that came in chunks (RFC 9112 section 7.1); these are all of one-byte characters. */
    private static String joined(String chunks) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (true) {
            int lineEnd = chunks.indexOf("\r\n", at);
            if (lineEnd < 0) return text.toString();
            int size = Integer.parseInt(chunks.substring(at, lineEnd).strip(), 16);
            if (size == 0) return text.toString();
            text.append(chunks, lineEnd + 2, lineEnd + 2 + size);
            at = lineEnd + 2 + size + 2;
        }
    }
}
