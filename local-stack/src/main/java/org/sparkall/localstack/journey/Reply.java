package org.sparkall.localstack.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpHeaders;

/** An HTTP answer. */
public record Reply(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body as JSON; a missing node when it is none. */
    public JsonNode json() {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** A member of the JSON body as text; empty when it is not there. */
    public String text(String member) {
        return json().path(member).asText("");
    }

    /**
     * Where a redirect leads.
     *
     * @throws IllegalStateException when this is none
     */
    public URI location() {
        return headers.firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new IllegalStateException("no redirect, but status " + status));
    }

    boolean isRedirect() {
        return status / 100 == 3 && headers.firstValue("Location").isPresent();
    }
}
