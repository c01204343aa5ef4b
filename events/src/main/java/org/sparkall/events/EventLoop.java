package org.sparkall.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that does one thing for as long as the service runs. When that fails it is begun anew after a pause that grows with each
 * failure and has jitter; an outage is logged once, not once a try.
 */
public final class EventLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** What lasts this long was no failure to begin. */
    private static final Duration HEALTHY = Duration.ofSeconds(2);

    /** Something that goes on until the loop is closed. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    private final String name;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean running;
    private volatile boolean failing;
    private volatile Thread thread = Thread.currentThread();

    /**
     * @param name of the thread, and in the log
     */
    public EventLoop(String name) {
        this.name = name;
    }

    /** Begins. */
    public synchronized void start(Work work) {
        running = true;
        thread = Thread.ofPlatform().name(name).daemon().start(() -> runAgainAndAgain(work));
    }

    /** False once it was told to end. */
    public boolean isRunning() {
        return running;
    }

    /** Whether the last try failed and no new one has gone well yet. */
    boolean isFailing() {
        return failing;
    }

    /** Notes that the work goes well. */
    public void succeeded() {
        if (!failing) return;
        failing = false;
        LOG.infof("%s works again", name);
    }

    /** Notes a failure that the work goes on after by itself. */
    void failed(RuntimeException e) {
        if (!failing) LOG.warnf("%s failed and is tried again: %s", name, e.toString());
        failing = true;
    }

    void nudge() {
        nudges.release();
    }

    /** Waits for a nudge, no longer than this. */
    void await(Duration atMost) throws InterruptedException {
        succeeded();
        if (nudges.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) nudges.drainPermits();
    }

    private void runAgainAndAgain(Work work) {
        Duration pause = FIRST_PAUSE;
        while (running) {
            long began = System.nanoTime();
            try {
                work.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!running) return;
                if (System.nanoTime() - began > HEALTHY.toNanos()) pause = FIRST_PAUSE;
                failed(e);
                pause = sleep(pause);
            }
        }
    }

    private Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** Ends the loop; what is under way has a moment to finish. */
    @Override
    public synchronized void close() {
        if (!running) return;
        running = false;
        nudge();
        try {
            if (!thread.join(GRACE)) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
