package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.ReadModelFreshness;
import org.sparkall.policy.decision.Obligations.Obligation;

/** A decision (AuthZEN 1.0 section 5.5). */
public record Decision(
        @JsonProperty boolean decision, @JsonProperty Context context) {

    /**
     * Why it came out so, and what to do with it.
     *
     * @param reason a word for machines
     * @param message a sentence for people
     * @param catalogVersion the catalog that it was judged by; null for a question that is none
     * @param consentId the consent that it was judged by, if there is one
     * @param stalenessSeconds how old the knowledge can be that it was made from; null before there was any
     * @param obligations what a caller keeps to who holds on to it
     * @param explanation how it came about, for who asks for it
     * @param error what is wrong with a question that is none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Context(
            String reason,
            String message,
            @Nullable Integer catalogVersion,
            @Nullable String consentId,
            @Nullable Long stalenessSeconds,
            List<Obligation> obligations,
            @Nullable Explanation explanation,
            @Nullable Failure error) {}

    /** The steps of the way to a decision, in their order. */
    public record Explanation(@JsonProperty List<Step> steps) {}

    /**
     * The error of one of many evaluations (section 7.2.1).
     *
     * @param status the HTTP status that the question would have got alone
     */
    public record Failure(
            @JsonProperty int status, @JsonProperty String message) {}

    private static final String NO_CLIENT = "context.client_id or context.token must name the integration.";

    static Decision of(Question question, Answer answer, Trace trace, Obligations obligations) {
        boolean nobody = question.clientId().isEmpty() && question.token().isEmpty();
        return new Decision(
                answer.allows(),
                new Context(
                        answer.reason().wireName(),
                        answer.message(),
                        answer.catalogVersion(),
                        answer.consentId().orElse(null),
                        stalenessSeconds(answer.stalenessNanos()),
                        obligations.of(answer, Instant.now()),
                        trace.isOn() ? new Explanation(trace.steps()) : null,
                        nobody ? new Failure(400, NO_CLIENT) : null));
    }

    /** The answer to what is no question: no. */
    static Decision refused(String message) {
        return new Decision(
                false,
                new Context(
                        "invalid_request",
                        message,
                        null,
                        null,
                        null,
                        List.of(Obligation.cache(0)),
                        null,
                        new Failure(400, message)));
    }

    static @Nullable Long stalenessSeconds(long nanos) {
        return nanos == ReadModelFreshness.NEVER
                ? null
                : Duration.ofNanos(nanos).toSeconds();
    }
}
