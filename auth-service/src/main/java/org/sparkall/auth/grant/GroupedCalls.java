package org.sparkall.auth.grant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Makes many calls as one, as a database does with commits: those that come while a group is under way are the next group. Nobody waits for
 * company, and whoever comes alone is a group of one.
 *
 * @param <Q> what a call asks
 * @param <A> what it is answered
 */
final class GroupedCalls<Q, A> {

    /** A connection that is stuck holds up those whose group it serves, and nobody else for longer than this. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** More than come at once, and few enough to share a misfortune. */
    private static final int MOST = 64;

    private final Function<List<Q>, List<A>> group;
    private final Duration patience;
    private final Queue<Call<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    private record Call<Q, A>(Q question, CompletableFuture<A> answer) {}

    /** @param group answers a group, in its order; when it throws, so does each call of the group */
    GroupedCalls(Function<List<Q>, List<A>> group) {
        this(group, PATIENCE);
    }

    /**
     * @param group answers a group, in its order; when it throws, so does each call of the group
     * @param patience how long a call waits for a group that is stuck before it goes alone
     */
    GroupedCalls(Function<List<Q>, List<A>> group, Duration patience) {
        this.group = group;
        this.patience = patience;
    }

    /**
     * Makes a call.
     *
     * @throws RuntimeException what the group threw
     */
    A call(Q question) {
        Call<Q, A> own = new Call<>(question, new CompletableFuture<>());
        waiting.add(own);
        if (underWay.compareAndSet(false, true)) Thread.ofVirtual().start(this::answerAll);
        if (!isAnswered(own) && waiting.remove(own))
            return group.apply(List.of(question)).getFirst();
        try {
            return own.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private boolean isAnswered(Call<Q, A> call) {
        try {
            call.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void answerAll() {
        do {
            for (List<Call<Q, A>> next = next(); !next.isEmpty(); next = next()) answer(next);
            underWay.set(false);
            // One that came in between found somebody at it.
        } while (!waiting.isEmpty() && underWay.compareAndSet(false, true));
    }

    private List<Call<Q, A>> next() {
        List<Call<Q, A>> calls = new ArrayList<>();
        while (calls.size() < MOST) {
            Call<Q, A> call = waiting.poll();
            if (call == null) break;
            calls.add(call);
        }
        return calls;
    }

    private void answer(List<Call<Q, A>> calls) {
        try {
            List<A> answers = group.apply(calls.stream().map(Call::question).toList());
            for (int i = 0; i < calls.size(); i++) calls.get(i).answer.complete(answers.get(i));
        } catch (Throwable e) {
            // Whatever it is, those who wait must not wait for ever.
            calls.forEach(it -> it.answer.completeExceptionally(e));
        }
    }
}
