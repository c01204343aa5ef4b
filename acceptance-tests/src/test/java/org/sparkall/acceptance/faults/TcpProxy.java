package org.sparkall.acceptance.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A loopback port before one part or its replicas: each new connection goes to the next of them that answers. What passes can be cut off,
 * held back or delayed.
 */
final class TcpProxy {

    private static final String HOST = "localhost";
    /** An answer whose last piece is so old is a whole one. */
    private static final Duration QUIET = Duration.ofMillis(200);
    /** A replica that ends waits for so long for its callers. */
    private static final Duration DRAINING = Duration.ofSeconds(30);
    /** Nothing that the services do takes so long. */
    private static final Duration UNUSED = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final NetServer server;
    private final NetClient client;
    private volatile List<Integer> targets;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean holding;
    private volatile long delayNanos;

    /** @param targets the ports behind it */
    TcpProxy(Vertx vertx, int port, List<Integer> targets) throws Exception {
        this.vertx = vertx;
        this.targets = List.copyOf(targets);
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(2_000));
        this.server = vertx.createNetServer(new NetServerOptions().setHost(HOST).setPort(port));
        server.connectHandler(this::accept)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    /** Ends all connections and takes no new ones. */
    void cut() {
        cut = true;
        streams.forEach(Stream::reset);
    }

    /** Keeps all connections, and lets nothing pass: what is sent meanwhile arrives later. */
    void hold() {
        holding = true;
    }

    /** Everything that is sent arrives this much later, in each direction. */
    void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** From now on new connections go there. */
    void lead(List<Integer> to) {
        targets = List.copyOf(to);
    }

    /** Ends every connection to this port on which nothing has passed for a while, and returns when there is none left. */
    void drain(int port) {
        Awaitility.await("connections that never rest").atMost(DRAINING).until(() -> {
            List<Stream> left = streams.stream().filter(it -> it.isTo(port)).toList();
            left.forEach(Stream::endWhenQuiet);
            return left.isEmpty();
        });
    }

    /** Undoes whatever was done. */
    void heal() {
        cut = false;
        holding = false;
        delayNanos = 0;
        streams.forEach(Stream::wake);
    }

    private void accept(NetSocket caller) {
        if (cut) {
            caller.close();
            return;
        }
        caller.pause();
        List<Integer> now = targets;
        connect(caller, now, turn.getAndIncrement(), now.size());
    }

    private void connect(NetSocket caller, List<Integer> targets, int which, int tries) {
        int port = targets.get(Math.floorMod(which, targets.size()));
        client.connect(port, HOST)
                .onSuccess(target -> {
                    Stream there = new Stream(caller, target, port, true);
                    Stream back = new Stream(target, caller, port, false);
                    there.other = back;
                    back.other = there;
                    there.begin();
                    back.begin();
                    caller.resume();
                })
                .onFailure(e -> {
                    if (tries > 1) connect(caller, targets, which + 1, tries - 1);
                    else caller.close();
                });
    }

    /** One direction of a connection. All of it runs on the event loop of its source. */
    private final class Stream {

        private static final int MOST_WAITING = 256;

        private record Piece(long due, Buffer bytes) {}

        private final NetSocket from;
        private final NetSocket to;
        private final Queue<Piece> waiting = new ArrayDeque<>();
        private final int port;
        /** Whether it is the direction of requests, not that of answers. */
        private final boolean requests;

        private volatile @Nullable Stream other;
        private volatile long lastNanos = System.nanoTime();
        private boolean ended;
        private boolean timed;

        Stream(NetSocket from, NetSocket to, int port, boolean requests) {
            this.requests = requests;
            this.from = from;
            this.to = to;
            this.port = port;
        }

        boolean isTo(int port) {
            return this.port == port;
        }

        /** The last that passed was an answer, and that was a while ago. */
        void endWhenQuiet() {
            Stream back = other;
            if (back == null || !requests) return;
            boolean answered = back.lastNanos - lastNanos > 0;
            boolean quiet = System.nanoTime() - back.lastNanos > QUIET.toNanos();
            boolean unused = System.nanoTime() - lastNanos > UNUSED.toNanos();
            if ((answered && quiet) || unused) {
                reset();
                back.reset();
            }
        }

        void begin() {
            streams.add(this);
            from.handler(bytes -> {
                lastNanos = System.nanoTime();
                waiting.add(new Piece(System.nanoTime() + delayNanos, bytes));
                if (waiting.size() > MOST_WAITING) from.pause();
                drain();
            });
            from.exceptionHandler(e -> from.close());
            from.closeHandler(nothing -> {
                ended = true;
                drain();
            });
        }

        void reset() {
            from.close();
            to.close();
            streams.remove(this);
        }

        /** From another thread. */
        void wake() {
            vertx.runOnContext(nothing -> drain());
        }

        private synchronized void drain() {
            if (holding) return;
            while (!waiting.isEmpty()) {
                long early = waiting.element().due - System.nanoTime();
                if (early > 0) {
                    later(early);
                    return;
                }
                to.write(waiting.remove().bytes);
            }
            if (ended) {
                to.close();
                streams.remove(this);
            } else {
                from.resume();
            }
        }

        private void later(long nanos) {
            if (timed) return;
            timed = true;
            vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), timer -> {
                synchronized (this) {
                    timed = false;
                }
                drain();
            });
        }
    }
}
