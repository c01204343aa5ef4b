package org.sparkall.benchmarks.load;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Requests that wrk sends.
 *
 * @param script the file below {@code /wrk} that makes the requests and judges the answers
 * @param headers of each request
 * @param settings of the script, as environment variables
 * @param lines files of the script, by the environment variable that names each
 */
record Job(
        URI uri,
        String script,
        Map<String, String> headers,
        Map<String, String> settings,
        Map<String, List<String>> lines) {

    Job {
        headers = Map.copyOf(headers);
        settings = Map.copyOf(settings);
        lines = Map.copyOf(lines);
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * Requests with these bodies in turn.
     *
     * @param expected what is in each good answer
     */
    static Job requests(URI uri, Map<String, String> headers, List<String> bodies, String expected) {
        return new Job(uri, "requests.lua", headers, Map.of("EXPECT", expected), Map.of("BODIES", bodies));
    }

    /** Forms that a client sends in turn. */
    static Job forms(URI uri, String authorization, List<String> bodies, String expected) {
        return requests(uri, form(authorization), bodies, expected);
    }

    /**
     * Refreshes, each token once.
     *
     * @param tokens the first ones; the successors come with the answers
     */
    static Job rotation(URI uri, String authorization, List<String> tokens) {
        return new Job(
                uri,
                "rotation.lua",
                form(authorization),
                Map.of("PREFIX", "grant_type=refresh_token&refresh_token="),
                Map.of("TOKENS", tokens));
    }

    private static Map<String, String> form(String authorization) {
        return Map.of("Content-Type", FORM, "Authorization", authorization);
    }
}
