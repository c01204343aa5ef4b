package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparkall.problem.Problem;
import org.sparkall.problem.ProblemException;

/** The policy decision point (AuthZEN 1.0): may this integration do this for this person, and why. */
@Path("/access/v1")
@RolesAllowed("decision-caller")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DecisionResource {

    private final Decisions decisions;
    private final MeterRegistry metrics;

    DecisionResource(Decisions decisions, MeterRegistry metrics) {
        this.decisions = decisions;
        this.metrics = metrics;
    }

    /** A decision (AuthZEN section 6.2). */
    public record Decision(
            @JsonProperty boolean decision, @JsonProperty Explanation context) {}

    /** Why it came out so; {@code reason} is a word for machines. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Explanation(
            String reason,
            String message,
            int catalogVersion,
            @Nullable String consentId) {}

    /** Decisions in the order of the questions. */
    public record DecisionList(@JsonProperty List<Decision> evaluations) {}

    @POST
    @Path("/evaluation")
    public Decision evaluate(@Valid @NotNull EvaluationRequest request) {
        return answer(request);
    }

    /** Answers many questions; a request without any is answered like a single evaluation (section 7.1). */
    @POST
    @Path("/evaluations")
    public Object evaluate(@Valid @NotNull EvaluationsRequest request) {
        List<EvaluationRequest> questions = request.evaluations() == null ? List.of() : request.evaluations();
        if (questions.isEmpty()) return answer(request.defaults());
        List<EvaluationRequest> complete =
                questions.stream().map(it -> it.orElse(request.defaults())).toList();
        complete.forEach(DecisionResource::question);
        List<Decision> answers = new ArrayList<>();
        for (EvaluationRequest it : complete) {
            Decision decision = answer(it);
            answers.add(decision);
            if (request.endsAt(decision.decision())) break;
        }
        return new DecisionList(answers);
    }

    private Decision answer(EvaluationRequest request) {
        Answer answer = decisions.decide(question(request));
        metrics.counter("sparkall.decisions", "reason", answer.reason().wireName())
                .increment();
        return new Decision(
                answer.allows(),
                new Explanation(
                        answer.reason().wireName(),
                        answer.message(),
                        answer.catalogVersion(),
                        answer.consentId().orElse(null)));
    }

    private static Question question(EvaluationRequest request) {
        return request.question()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "validation",
                        "The request is not valid",
                        400,
                        "A question needs all of these, in itself or in the request's defaults.",
                        Map.of("missing", missing(request)))));
    }

    private static List<String> missing(EvaluationRequest request) {
        EvaluationRequest.Context context = request.context();
        return Stream.of(
                        request.subject() == null ? "subject" : "",
                        request.action() == null ? "action" : "",
                        request.resource() == null ? "resource" : "",
                        context == null || (context.clientId() == null && context.token() == null)
                                ? "context.client_id or context.token"
                                : "")
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
