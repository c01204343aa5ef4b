package org.sparkall.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.sparkall.localstack.suite.ServiceSettings;

/**
 * Something that goes wrong, and is over when {@link #strike} returns, but for parts that have to be begun again.
 *
 * @param name what it is called in reports
 * @param target the part that it strikes; two faults of one target are not under way at a time
 */
record Fault(String name, String target, Strike strike) {

    /** What happens. */
    @FunctionalInterface
    interface Strike {

        /** @param lasting how long, where that can be chosen */
        void on(Cluster cluster, Duration lasting) throws Exception;
    }

    /** Half a second each way is what a link around the world and a bad radio give. */
    private static final Duration SLOW = Duration.ofMillis(500);

    private static final Duration LEADERLESS = Duration.ofMinutes(1);
    private static final Duration SKEW = Duration.ofMinutes(2);

    /** Every kind there is. */
    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (String service : ServiceSettings.SERVICES) ofService(service, all);
        for (String part : Cluster.FOUNDATIONS) {
            all.add(new Fault(part + " killed", part, (cluster, lasting) -> {
                cluster.kill(part);
                Thread.sleep(lasting);
                cluster.begin(part);
            }));
            ofNetwork(part, all);
        }
        all.add(new Fault("postgresql failed over", "postgresql", (cluster, lasting) -> cluster.failOver()));
        all.add(new Fault("kafka without a leader", "kafka", (cluster, lasting) -> {
            LostLeader leader = cluster.lostLeader(new TopicPartition(Topics.CONSENTS, 0));
            leader.strike(LEADERLESS);
            leader.end();
        }));
        if (Disk.isPossible()) {
            for (String part : Cluster.WRITERS) {
                all.add(new Fault(part + " without room", part, (cluster, lasting) -> {
                    cluster.disk(part).fill();
                    Thread.sleep(lasting);
                    cluster.disk(part).free();
                    // Kafka ends itself when it cannot write, PostgreSQL when it cannot keep its log of changes.
                    if (!cluster.isAlive(part)) cluster.begin(part);
                }));
            }
        }
        all.add(new Fault("poison event", "poison", (cluster, lasting) -> Poison.spill(cluster)));
        return all;
    }

    private static void ofService(String service, List<Fault> all) {
        String other = Cluster.replica(service);
        all.add(new Fault(service + " killed", service, (cluster, lasting) -> {
            cluster.kill(service);
            cluster.begin(service);
        }));
        all.add(new Fault(service + " both killed", service, (cluster, lasting) -> {
            cluster.kill(service);
            cluster.kill(other);
            cluster.begin(service);
            cluster.begin(other);
        }));
        all.add(new Fault(service + " restarted", service, (cluster, lasting) -> {
            cluster.terminate(other);
            cluster.begin(other);
        }));
        all.add(new Fault(service + " paused", service, (cluster, lasting) -> {
            cluster.pause(other);
            Thread.sleep(lasting);
            cluster.resume(other);
        }));
        for (Duration skew : List.of(SKEW, SKEW.negated())) {
            all.add(new Fault(
                    service + " clock " + (skew.isPositive() ? "ahead" : "behind"), service, (cluster, lasting) -> {
                        cluster.terminate(other);
                        cluster.begin(other, WrongClock.of(skew));
                        Thread.sleep(lasting);
                        cluster.terminate(other);
                        cluster.begin(other);
                    }));
        }
        if (Step.of(service).contains(Step.WHILE_CONSUMING)) {
            all.add(new Fault(
                    service + " hears late",
                    service,
                    (cluster, lasting) -> Behind.late(cluster, Step.database(service), lasting)));
            all.add(new Fault(
                    service + " an hour behind", service, (cluster, lasting) -> Behind.anHour(cluster, service)));
        }
        for (Step step : Step.of(service)) {
            all.add(new Fault(service + " killed " + step.words(), service, (cluster, lasting) -> {
                for (String victim : step.victims(cluster, service)) cluster.begin(victim);
            }));
        }
        ofNetwork(service, all);
    }

    private static void ofNetwork(String part, List<Fault> all) {
        all.add(ofNetwork(part, "cut off", TcpProxy::cut));
        all.add(ofNetwork(part, "unheard", TcpProxy::hold));
        all.add(ofNetwork(part, "slow", proxy -> proxy.delay(SLOW)));
    }

    private static Fault ofNetwork(String part, String what, Consumer<TcpProxy> begin) {
        return new Fault(part + " " + what, part, (cluster, lasting) -> {
            begin.accept(cluster.proxy(part));
            Thread.sleep(lasting);
            cluster.proxy(part).heal();
        });
    }

    /** Those of one run: so many kinds, each with another target; only those whose name {@code -Dfaults.only} matches, if it is there. */
    static List<Fault> choose(Random random, int count) {
        String only = System.getProperty("faults.only", ".*");
        List<Fault> left = new ArrayList<>(all());
        left.removeIf(it -> !it.name.matches(only));
        List<Fault> chosen = new ArrayList<>();
        while (chosen.size() < count && !left.isEmpty()) {
            Fault fault = left.get(random.nextInt(left.size()));
            chosen.add(fault);
            left.removeIf(it -> it.target.equals(fault.target));
        }
        return chosen;
    }
}
