package org.sparkall.policy.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller must keep to when it holds on to an answer. An answer is reusable neither past its token's expiry nor past the moment from
 * which this service itself would say no for staleness.
 */
@ApplicationScoped
class Obligations {

    private final long cacheSeconds;
    private final long reEvaluateSeconds;
    private final Duration maxStaleness;

    Obligations(DecisionSettings settings) {
        this.cacheSeconds = settings.cache().toSeconds();
        this.reEvaluateSeconds = settings.reEvaluateAfter().toSeconds();
        this.maxStaleness = settings.maxStaleness();
    }

    /**
     * An obligation.
     *
     * @param id {@code cache} or {@code re_evaluate_after}
     * @param maxAgeSeconds of {@code cache}: how long the answer may be reused for the same question; 0 for not at all
     * @param seconds of {@code re_evaluate_after}: how long what was let in may go on before the question is asked again
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Obligation(
            String id,
            @Nullable Long maxAgeSeconds,
            @Nullable Long seconds) {

        static Obligation cache(long maxAgeSeconds) {
            return new Obligation("cache", maxAgeSeconds, null);
        }

        static Obligation reEvaluateAfter(long seconds) {
            return new Obligation("re_evaluate_after", null, seconds);
        }
    }

    List<Obligation> of(Answer answer, Instant now) {
        long bound = bound(answer, now);
        Obligation cache = Obligation.cache(isReusable(answer) ? Math.min(cacheSeconds, bound) : 0);
        return answer.allows()
                ? List.of(cache, Obligation.reEvaluateAfter(Math.min(reEvaluateSeconds, bound)))
                : List.of(cache);
    }

    /** A no that a person's next click can turn is not kept; nor is a yes that hangs on the proof of this one request. */
    private static boolean isReusable(Answer answer) {
        if (answer.token().filter(ContextTokens.Claims::bound).isPresent()) return false;
        return switch (answer.reason()) {
            case GRANTED, GRANTED_BY_AGGREGATE, UNKNOWN_ACTION, INTEGRATION_DISABLED -> true;
            case NO_CONSENT,
                    CONSENT_WITHDRAWN,
                    SCOPE_NOT_GRANTED,
                    SCOPE_AWAITS_CONSENT,
                    ADMIN_SCOPE_NOT_IN_AGGREGATE,
                    FEATURE_REQUIRES_SCOPE,
                    TOKEN_INVALID,
                    INPUTS_STALE -> false;
        };
    }

    /** Seconds until the answer would be another one in any case. */
    private long bound(Answer answer, Instant now) {
        long untilStale = maxStaleness
                .minus(Duration.ofNanos(Math.min(answer.stalenessNanos(), maxStaleness.toNanos())))
                .toSeconds();
        Optional<Long> untilExpiry = answer.token()
                .map(it -> Math.max(0, Duration.between(now, it.expiresAt()).toSeconds()));
        return Math.min(untilStale, untilExpiry.orElse(Long.MAX_VALUE));
    }
}
