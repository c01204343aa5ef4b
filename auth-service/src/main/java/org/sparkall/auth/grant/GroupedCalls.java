package org.sparkall.auth.grant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    private final Function<List<Q>, List<A>> group;
    private final Duration patience;
    private final Queue<Call<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

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

    /** What its caller waits for; written and read by whoever has the turn. */
    private static final class Call<Q, A> {

        private final Q question;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;

        Call(Q question) {
            this.question = question;
        }

        boolean isOver() {
            return answer != null || failure != null;
        }

        A result() {
            if (failure != null) throw failure;
            if (answer == null) throw new IllegalStateException("The call is not over");
            return answer;
        }
    }

    /**
     * Makes a call.
     *
     * @throws RuntimeException what the group threw
     */
    A call(Q question) {
        Call<Q, A> own = new Call<>(question);
        waiting.add(own);
        if (!hasTurn() && waiting.remove(own))
            return group.apply(List.of(question)).getFirst();
        if (!turn.isHeldByCurrentThread()) turn.lock();
        try {
            if (!own.isOver()) answerAll();
        } finally {
            turn.unlock();
        }
        return own.result();
    }

    private boolean hasTurn() {
        try {
            return turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void answerAll() {
        List<Call<Q, A>> calls = new ArrayList<>();
        for (Call<Q, A> next = waiting.poll(); next != null; next = waiting.poll()) calls.add(next);
        try {
            List<A> answers = group.apply(calls.stream().map(it -> it.question).toList());
            for (int i = 0; i < answers.size(); i++) calls.get(i).answer = answers.get(i);
        } catch (RuntimeException e) {
            calls.forEach(it -> it.failure = e);
        }
    }
}
