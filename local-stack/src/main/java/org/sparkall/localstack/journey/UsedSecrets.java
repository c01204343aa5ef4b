package org.sparkall.localstack.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sparkall.localstack.testing.TestEnvironment;

/** Writes down every secret, token and code that a journey uses, so that the logs can be searched for them when all is over. */
final class UsedSecrets {

    private static final Set<String> NAMES = Set.of(
            "access_token",
            "refresh_token",
            "id_token",
            "id_token_hint",
            "logout_token",
            "subject_token",
            "token",
            "client_secret",
            "client_assertion",
            "registration_access_token",
            "device_code",
            "code",
            "code_verifier",
            "request_uri",
            "challenge",
            "flow");

    private static final Optional<Path> FILE =
            Optional.ofNullable(System.getenv(TestEnvironment.SECRETS)).map(Path::of);
    private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

    private UsedSecrets() {}

    static void note(HttpRequest request, Reply reply) {
        if (FILE.isEmpty()) return;
        request.headers().firstValue("Authorization").ifPresent(UsedSecrets::noteAuthorization);
        noteQuery(request.uri());
        if (reply.isRedirect()) noteQuery(reply.location());
        reply.headers().allValues("Set-Cookie").forEach(UsedSecrets::noteCookie);
        for (Map.Entry<String, JsonNode> member : reply.json().properties()) {
            if (NAMES.contains(member.getKey()) && member.getValue().isTextual()) {
                write(member.getValue().asText());
            }
        }
    }

    static void note(Map<String, ?> fields) {
        if (FILE.isEmpty()) return;
        fields.forEach((name, value) -> {
            if (NAMES.contains(name)) write(String.valueOf(value));
        });
    }

    private static void noteQuery(URI address) {
        if (address.getRawQuery() == null) return;
        try {
            note(IntegrationClient.parameters(address));
        } catch (IllegalArgumentException e) {
            // A test of a malformed address: there is no secret in it.
        }
    }

    private static void noteAuthorization(String header) {
        String value = header.substring(header.indexOf(' ') + 1);
        if (!header.startsWith("Basic ")) {
            write(value);
            return;
        }
        try {
            String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            write(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            // A test of malformed credentials: there is no secret in them.
        }
    }

    private static void noteCookie(String cookie) {
        write(cookie.substring(cookie.indexOf('=') + 1).replaceFirst(";.*", ""));
    }

    private static void write(String secret) {
        if (!WRITTEN.add(secret) || secret.indexOf('\n') >= 0) return;
        try {
            Files.writeString(FILE.orElseThrow(), secret + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
