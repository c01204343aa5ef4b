package org.sparkall.policy.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.sparkall.scope.AccessReason;

/** Decisions in the words of AuthZEN, counted by their reasons. */
@ApplicationScoped
class CountedDecisions {

    private final Decisions decisions;
    private final Obligations obligations;
    private final Map<AccessReason, Counter> counters = new EnumMap<>(AccessReason.class);

    CountedDecisions(Decisions decisions, Obligations obligations, MeterRegistry metrics) {
        this.decisions = decisions;
        this.obligations = obligations;
        // Looked up once: to find a meter by its tags takes longer than to decide.
        for (AccessReason it : AccessReason.values())
            counters.put(it, metrics.counter("sparkall.decisions", "reason", it.wireName()));
    }

    /** What all questions of a request are judged by. */
    RequestInputs forRequest() {
        return decisions.forRequest();
    }

    /** Decides. */
    Decision decide(Question question, boolean explain, RequestInputs shared) {
        Trace trace = explain ? Trace.on() : Trace.off();
        Answer answer = decisions.decide(question, shared, trace);
        Objects.requireNonNull(counters.get(answer.reason())).increment();
        return Decision.of(question, answer, trace, obligations);
    }
}
