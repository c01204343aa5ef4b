package org.sparkall.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem (RFC 9457 section 3).
 *
 * @param type says which kind of problem; {@code about:blank} where the status says it all
 * @param title a few words, the same for every problem of the type
 * @param status the HTTP status
 * @param detail a sentence about this very case, or null
 * @param extensions further members
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @JsonProperty URI type,
        @JsonProperty String title,
        @JsonProperty int status,
        @JsonProperty @Nullable String detail,
        @JsonAnyGetter Map<String, Object> extensions) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "https://spark-all.dev/problems/";
    private static final URI BLANK = URI.create("about:blank");

    public Problem {
        extensions = Map.copyOf(extensions);
    }

    /** A problem of one of the suite's own types. */
    public static Problem of(
            String type, String title, int status, @Nullable String detail, Map<String, Object> extensions) {
        return new Problem(URI.create(TYPES + type), title, status, detail, extensions);
    }

    /** A problem of which the status says it all. */
    public static Problem ofStatus(Response.StatusType status, @Nullable String detail) {
        return new Problem(BLANK, status.getReasonPhrase(), status.getStatusCode(), detail, Map.of());
    }

    /** The answer that carries it. */
    public Response toResponse() {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(this)
                .build();
    }
}
