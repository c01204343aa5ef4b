package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One step of the way to a decision.
 *
 * @param step what was looked at: {@code inputs}, {@code token}, {@code subject}, {@code action}, {@code integration}, {@code consent},
 *     {@code organization}, {@code grant}, {@code token_scope}, {@code by_name}, {@code R1}, {@code R2}, {@code R5}, {@code R7} or
 *     {@code growth}
 * @param facts what it was judged by
 */
@RegisterForReflection
public record Step(
        @JsonProperty String step,
        @JsonProperty Outcome outcome,
        @JsonAnyGetter Map<String, Object> facts) {

    public Step {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** How it came out. */
    @RegisterForReflection
    public enum Outcome {
        PASSED,
        FAILED,
        NOT_APPLICABLE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Step of(String step, boolean passed, Map<String, Object> facts) {
        return new Step(step, passed ? Outcome.PASSED : Outcome.FAILED, facts);
    }

    static Step notApplicable(String step) {
        return new Step(step, Outcome.NOT_APPLICABLE, Map.of());
    }
}
