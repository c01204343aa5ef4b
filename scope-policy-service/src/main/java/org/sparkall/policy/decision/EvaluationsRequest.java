package org.sparkall.policy.decision;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An AuthZEN 1.0 access evaluations request (section 7.1): many questions at once, with defaults for all of them. */
public record EvaluationsRequest(
        @Valid EvaluationRequest.@Nullable Entity subject,
        @Valid EvaluationRequest.@Nullable Action action,
        @Valid EvaluationRequest.@Nullable Entity resource,
        @Valid EvaluationRequest.@Nullable Context context,
        @Size(max = 200) @Nullable List<@Valid @NotNull EvaluationRequest> evaluations,
        @Valid @Nullable Options options) {

    /** How the questions are gone through. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Options(
            @Pattern(regexp = "execute_all|deny_on_first_deny|permit_on_first_permit") @Nullable
            String evaluationsSemantic) {}

    /** What holds for every question that does not say otherwise. */
    EvaluationRequest defaults() {
        return new EvaluationRequest(subject, action, resource, context);
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
