package org.sparkall.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.sparkall.client.PolicyAnswer.Decided;

/** Answers that may be given again, each for as long as the service says and no longer than the caller's own bound; so many at most. */
final class AnswerCache {

    private final Cache<AccessQuestion, Decided> answers;

    AnswerCache(int size, Duration longest, Ticker ticker) {
        this.answers = Caffeine.newBuilder()
                .maximumSize(size)
                .ticker(ticker)
                .expireAfter(Expiry.<AccessQuestion, Decided>writing(
                        (question, answer) -> shorter(answer.reusable(), longest)))
                .build();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    Optional<Decided> find(AccessQuestion question) {
        return Optional.ofNullable(answers.getIfPresent(question));
    }

    void keep(AccessQuestion question, PolicyAnswer answer) {
        if (answer instanceof Decided decided && decided.reusable().isPositive()) answers.put(question, decided);
    }
}
