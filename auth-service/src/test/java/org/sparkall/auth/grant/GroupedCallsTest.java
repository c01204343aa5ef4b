package org.sparkall.auth.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GroupedCallsTest {

    private static final Duration LONG = Duration.ofSeconds(15);

    private final List<List<Integer>> groups = new ArrayList<>();
    private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final CompletableFuture<Void> firstMayEnd = new CompletableFuture<>();

    private List<String> answer(List<Integer> questions) {
        synchronized (groups) {
            groups.add(questions);
        }
        if (questions.contains(0)) {
            firstIsUnderWay.countDown();
            firstMayEnd.join();
        }
        if (questions.contains(13)) throw new IllegalStateException("thirteen");
        return questions.stream().map(it -> "answer " + it).toList();
    }

    @Test
    void oneThatComesAloneIsAnsweredAlone() {
        GroupedCalls<Integer, String> calls = new GroupedCalls<>(this::answer, LONG);
        assertThat(calls.call(1)).isEqualTo("answer 1");
        assertThat(calls.call(2)).isEqualTo("answer 2");
        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void thoseThatComeWhileOneIsUnderWayGoTogetherAndEachGetsItsOwnAnswer() throws Exception {
        GroupedCalls<Integer, String> calls = new GroupedCalls<>(this::answer, LONG);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = callers.submit(() -> calls.call(0));
            firstIsUnderWay.await();
            List<Future<String>> others = IntStream.rangeClosed(1, 10)
                    .mapToObj(number -> callers.submit(() -> calls.call(number)))
                    .toList();
            // Each of them has said what it asks before it waits.
            Thread.sleep(200);
            firstMayEnd.complete(null);
            assertThat(first.get()).isEqualTo("answer 0");
            for (int i = 0; i < others.size(); i++)
                assertThat(others.get(i).get()).isEqualTo("answer " + (i + 1));
        }
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).hasSize(10);
    }

    @Test
    void whatAGroupThrowsEachOfItThrowsAndTheNextIsNotHarmed() {
        GroupedCalls<Integer, String> calls = new GroupedCalls<>(this::answer, LONG);
        assertThatThrownBy(() -> calls.call(13)).hasMessage("thirteen");
        assertThat(calls.call(14)).isEqualTo("answer 14");
    }

    @Test
    void oneThatHasWaitedLongEnoughForAGroupThatIsStuckGoesAlone() throws Exception {
        GroupedCalls<Integer, String> calls = new GroupedCalls<>(this::answer, Duration.ofMillis(50));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> stuck = callers.submit(() -> calls.call(0));
            firstIsUnderWay.await();
            assertThat(calls.call(1)).isEqualTo("answer 1");
            firstMayEnd.complete(null);
            assertThat(stuck.get()).isEqualTo("answer 0");
        }
        assertThat(groups).containsExactly(List.of(0), List.of(1));
    }
}
