package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An AuthZEN 1.0 access evaluations request (section 7.1): many questions at once, with defaults for all of them. A question that is wrong is
 * that question's error, and not the request's.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EvaluationsRequest(
        @Nullable Entity subject,
        @Valid @Nullable DefaultAction action,
        @Nullable Entity resource,
        @Nullable RequestContext context,
        @Size(max = 200) @Nullable List<@Nullable EvaluationRequest> evaluations,
        @Valid @Nullable Options options) {

    /** The default action; one without a name is good for no question. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DefaultAction(@NotNull String name) {}

    /** How the questions are gone through. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(SnakeCaseStrategy.class)
    public record Options(
            @Pattern(regexp = "execute_all|deny_on_first_deny|permit_on_first_permit") @Nullable
            String evaluationsSemantic) {}

    /** Whether it is to be answered like a single evaluation. */
    boolean isSingle() {
        return evaluations == null || evaluations.isEmpty();
    }

    /** What holds for every question that does not say otherwise. */
    EvaluationRequest defaults() {
        return new EvaluationRequest(
                subject, action == null ? null : new EvaluationRequest.Action(action.name()), resource, context);
    }

    /** The questions in their order, each with its defaults. */
    Stream<EvaluationRequest> questions() {
        EvaluationRequest defaults = defaults();
        return evaluations == null
                ? Stream.of()
                // A null is no question, and defaults do not make it one.
                : evaluations.stream().map(it -> it == null ? EvaluationRequest.EMPTY : it.orElse(defaults));
    }

    /** Whether nothing more is asked after this answer (section 7.1.2.1). */
    boolean endsAt(boolean allowed) {
        String semantic = options == null ? null : options.evaluationsSemantic();
        if (semantic == null) return false;
        return switch (semantic) {
            case "deny_on_first_deny" -> !allowed;
            case "permit_on_first_permit" -> allowed;
            default -> false;
        };
    }
}
