package org.sparkall.admin.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A service's error in one line: a problem (RFC 9457) or an OAuth error (RFC 6749 section 5.2), or what else came. */
final class ServiceError {

    private ServiceError() {}

    /**
     * The exception that says it.
     *
     * @param role the realm role that the request needs; empty when any will do
     */
    static AdminException of(String whom, int status, JsonNode body, String role) {
        if (status == 401) {
            return AdminException.signIn(
                    whom + " does not accept the token (401): sign in again with 'login', or look at"
                            + " the client's audiences, which need the client scope spark-audiences.");
        }
        String needs = status == 403 && !role.isEmpty() ? " This needs the realm role " + role + "." : "";
        String verb = status >= 500 ? " fails (" : " refuses (";
        return AdminException.refused(whom + verb + status + "): " + words(status, body) + needs);
    }

    private static String words(int status, JsonNode body) {
        if (body.hasNonNull("error")) {
            String description = body.path("error_description").asText("");
            return sentence(body.path("error").asText() + (description.isEmpty() ? "" : ": " + description));
        }
        List<String> said = new ArrayList<>();
        said.add(body.path("title").asText(status == 404 ? "Not Found" : "an answer without an explanation"));
        List<String> violations = new ArrayList<>();
        body.path("violations").forEach(it -> violations.add(violation(it)));
        // The detail of a refusal with violations repeats the first of them.
        if (violations.isEmpty() && body.hasNonNull("detail"))
            said.add(body.path("detail").asText());
        if (body.hasNonNull("error_id"))
            said.add("its log has more under " + body.path("error_id").asText());
        if (!violations.isEmpty()) said.add(String.join("; ", violations));
        return sentence(said.stream().filter(it -> !it.isEmpty()).collect(Collectors.joining(": ")));
    }

    private static String violation(JsonNode it) {
        String what = it.hasNonNull("rule")
                ? it.path("rule").asText()
                : it.path("field").asText();
        return what + (what.isEmpty() ? "" : " ") + "("
                + it.path("message").asText().replaceFirst("\\.$", "") + ")";
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
