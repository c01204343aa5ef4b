package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.sparkall.policy.decision.EvaluationRequest.Action;

/** An AuthZEN 1.0 search request (section 8): who, what or which account, with the rest given. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SearchRequest(
        @Nullable Entity subject,
        @Nullable Action action,
        @Nullable Entity resource,
        @Nullable RequestContext context,
        @Valid @Nullable Page page) {

    /**
     * The part of the results that is asked for (section 8.2.1).
     *
     * @param token the {@code next_token} of the page before
     * @param limit the most results that the answer shall have
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Page(
            @Size(max = 2048) @Nullable String token,
            @PositiveOrZero @Nullable Integer limit) {}

    RequestContext known() {
        return context == null ? RequestContext.EMPTY : context;
    }
}
