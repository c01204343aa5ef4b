package org.sparkall.admin.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the suite's services, in JSON, with the caller's token. */
public final class ServiceClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Addresses addresses;
    private final Http http;
    private final Supplier<String> token;

    /** @param token an access token of Keycloak, asked for once it is needed */
    public ServiceClient(Addresses addresses, Http http, Supplier<String> token) {
        this.addresses = addresses;
        this.http = http;
        this.token = token;
    }

    /**
     * A request to a service.
     *
     * @param path below its address, encoded
     * @param query values that are empty are left out
     * @param body null for none
     * @param role the realm role that it needs, for the error of who lacks it; empty when it needs none
     */
    public record Call(
            Part part,
            String method,
            String path,
            Map<String, String> query,
            @Nullable JsonNode body,
            Map<String, String> headers,
            String role) {

        public static Call get(Part part, String path, String role) {
            return new Call(part, "GET", path, Map.of(), null, Map.of(), role);
        }

        public static Call post(Part part, String path, String role) {
            return new Call(part, "POST", path, Map.of(), null, Map.of(), role);
        }

        public static Call put(Part part, String path, String role) {
            return new Call(part, "PUT", path, Map.of(), null, Map.of(), role);
        }

        public static Call delete(Part part, String path, String role) {
            return new Call(part, "DELETE", path, Map.of(), null, Map.of(), role);
        }

        public Call asking(Map<String, String> itsQuery) {
            return new Call(part, method, path, itsQuery, body, headers, role);
        }

        public Call saying(JsonNode itsBody) {
            return new Call(part, method, path, query, itsBody, headers, role);
        }

        public Call with(Map<String, String> itsHeaders) {
            return new Call(part, method, path, query, body, itsHeaders, role);
        }
    }

    /** A text as a segment of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether the part's address is known. */
    public boolean knows(Part part) {
        return addresses.knows(part);
    }

    /**
     * Asks as the caller.
     *
     * @return the answer; an empty object when it has no body
     * @throws AdminException the service refuses, fails or cannot be reached
     */
    public JsonNode ask(Call call) {
        return send(call, true);
    }

    /** As {@link #ask}, for what everybody may ask: nobody needs to be signed in. */
    public JsonNode askOpenly(Call call) {
        return send(call, false);
    }

    private JsonNode send(Call call, boolean asCaller) {
        URI address = URI.create(addresses.of(call.part()) + call.path() + query(call.query()));
        HttpRequest.Builder request = http.to(address).header("Accept", "application/json, application/problem+json");
        call.headers().forEach(request::header);
        if (asCaller) request.header("Authorization", "Bearer " + token.get());
        if (call.body() != null || call.method().equals("POST")) request.header("Content-Type", "application/json");
        request.method(
                call.method(),
                call.body() == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(call.body().toString()));
        return read(call, http.send(call.part().title(), request.build()));
    }

    private static JsonNode read(Call call, HttpResponse<String> response) {
        JsonNode body = parsed(response.body());
        if (response.statusCode() / 100 != 2) {
            throw ServiceError.of(call.part().title(), response.statusCode(), body, call.role());
        }
        if (response.body().isEmpty()) return JsonNodeFactory.instance.objectNode();
        if (body.isMissingNode()) {
            throw AdminException.refused("What answers at " + response.uri() + " is not "
                    + call.part().title() + ": its answer is no JSON.");
        }
        return body;
    }

    private static JsonNode parsed(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String query(Map<String, String> query) {
        String joined = query.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> it.getKey() + "=" + segment(it.getValue()))
                .collect(Collectors.joining("&"));
        return joined.isEmpty() ? "" : "?" + joined;
    }
}
