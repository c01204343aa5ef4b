package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.sparkall.policy.decision.EvaluationRequest.Reading;
import org.sparkall.problem.EarlyAnswers;

/** The policy decision point (AuthZEN 1.0): may this integration do this for this person, and why. */
@Path("/access/v1")
@RolesAllowed(DecisionResource.ROLE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DecisionResource {

    /** Of those who may ask. */
    static final String ROLE = "decision-caller";

    private final CountedDecisions decisions;

    DecisionResource(CountedDecisions decisions) {
        this.decisions = decisions;
    }

    /** Decisions in the order of the questions. */
    @RegisterForReflection
    public record DecisionList(@JsonProperty List<Decision> evaluations) {}

    /** A decision, if it is not one of {@link EarlyDecisions}. */
    @POST
    @Path("/evaluation")
    @RunOnVirtualThread
    public Decision evaluate(@Context RoutingContext context, @NotNull EvaluationRequest request) {
        EarlyAnswers.throwRefusal(context);
        return decide(request);
    }

    private Decision decide(EvaluationRequest request) {
        return switch (request.read()) {
            case Reading.Good it -> decisions.decide(it.question(), request.wantsExplanation(), decisions.forRequest());
            case Reading.Bad it -> throw BadRequests.because(it.message());
        };
    }

    /** Answers many questions; a request without any is answered like a single evaluation (section 7.1). */
    @POST
    @Path("/evaluations")
    @RunOnVirtualThread
    public Object evaluate(@Valid @NotNull EvaluationsRequest request) {
        if (request.isSingle()) return decide(request.defaults());
        RequestInputs shared = decisions.forRequest();
        List<Decision> answers = new ArrayList<>();
        boolean ended = false;
        for (Iterator<EvaluationRequest> questions = request.questions().iterator(); questions.hasNext() && !ended; ) {
            EvaluationRequest it = questions.next();
            Decision decision = switch (it.read()) {
                case Reading.Good good -> decisions.decide(good.question(), it.wantsExplanation(), shared);
                case Reading.Bad bad -> Decision.refused(bad.message());
            };
            answers.add(decision);
            ended = request.endsAt(decision.decision());
        }
        return new DecisionList(answers);
    }
}
