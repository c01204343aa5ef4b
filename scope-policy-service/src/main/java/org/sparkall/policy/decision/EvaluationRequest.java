package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AuthZEN 1.0 access evaluation request (section 6.1), or one of many, in which what is missing is taken from the whole (section 7.1).
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EvaluationRequest(
        @Valid @Nullable Entity subject,
        @Valid @Nullable Action action,
        @Valid @Nullable Entity resource,
        @Valid @Nullable Context context) {

    /** A subject or a resource. */
    public record Entity(
            @NotBlank @Size(max = 64) String type,
            @NotBlank @Size(max = 255) String id,
            @Nullable Map<String, Object> properties) {}

    /** What shall be done: the name of a scope or a feature. */
    public record Action(
            @NotBlank @Size(max = 128) String name,
            @Nullable Map<String, Object> properties) {}

    /** What else the caller knows; members that mean nothing here are passed over (section 5.4). */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(SnakeCaseStrategy.class)
    public record Context(
            @Size(max = 128) @Nullable String clientId,
            @Size(max = 64) @Nullable String grantId,
            @Size(max = 16_384) @Nullable String token) {}

    /** This request, with what it leaves out taken from the other. */
    EvaluationRequest orElse(EvaluationRequest defaults) {
        return new EvaluationRequest(
                subject == null ? defaults.subject : subject,
                action == null ? defaults.action : action,
                resource == null ? defaults.resource : resource,
                context == null ? defaults.context : context);
    }

    /** The question it asks; empty when it leaves out what every question needs. */
    Optional<Question> question() {
        if (subject == null || action == null || resource == null) return Optional.empty();
        if (context == null || (context.clientId() == null && context.token() == null)) return Optional.empty();
        return Optional.of(new Question(
                subject.type(),
                subject.id(),
                action.name(),
                Optional.ofNullable(context.clientId()),
                Optional.ofNullable(context.grantId()),
                Optional.ofNullable(context.token())));
    }
}
