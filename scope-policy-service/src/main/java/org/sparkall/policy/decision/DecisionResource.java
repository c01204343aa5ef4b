package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import org.sparkall.policy.decision.EvaluationRequest.Reading;
import org.sparkall.scope.AccessReason;

/** The policy decision point (AuthZEN 1.0): may this integration do this for this person, and why. */
@Path("/access/v1")
@RolesAllowed("decision-caller")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DecisionResource {

    private final Decisions decisions;
    private final Obligations obligations;
    private final ExecutorService virtualThreads;
    private final Map<AccessReason, Counter> counters = new EnumMap<>(AccessReason.class);

    DecisionResource(
            Decisions decisions,
            Obligations obligations,
            MeterRegistry metrics,
            @VirtualThreads ExecutorService virtualThreads) {
        this.decisions = decisions;
        this.obligations = obligations;
        this.virtualThreads = virtualThreads;
        // Looked up once: to find a meter by its tags takes longer than to decide.
        for (AccessReason it : AccessReason.values())
            counters.put(it, metrics.counter("sparkall.decisions", "reason", it.wireName()));
    }

    /** Decisions in the order of the questions. */
    @RegisterForReflection
    public record DecisionList(@JsonProperty List<Decision> evaluations) {}

    /** What is answered from memory is answered at once: another thread would cost more than the answer. A token's key may have to be fetched. */
    @POST
    @Path("/evaluation")
    @NonBlocking
    public Uni<Decision> evaluate(@NotNull EvaluationRequest request) {
        Uni<Decision> decision = Uni.createFrom().item(() -> decide(request));
        return request.showsToken() ? decision.runSubscriptionOn(virtualThreads) : decision;
    }

    private Decision decide(EvaluationRequest request) {
        return switch (request.read()) {
            case Reading.Good it -> answer(it.question(), request.wantsExplanation(), decisions.forRequest());
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
                case Reading.Good good -> answer(good.question(), it.wantsExplanation(), shared);
                case Reading.Bad bad -> Decision.refused(bad.message());
            };
            answers.add(decision);
            ended = request.endsAt(decision.decision());
        }
        return new DecisionList(answers);
    }

    private Decision answer(Question question, boolean explain, RequestInputs shared) {
        Trace trace = explain ? Trace.on() : Trace.off();
        Answer answer = decisions.decide(question, shared, trace);
        Objects.requireNonNull(counters.get(answer.reason())).increment();
        return Decision.of(question, answer, trace, obligations);
    }
}
