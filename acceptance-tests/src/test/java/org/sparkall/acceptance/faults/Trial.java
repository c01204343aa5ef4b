package org.sparkall.acceptance.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** People and integrations at work with a cluster, from a seed, and what is not as it was acknowledged to them in the end. */
final class Trial implements AutoCloseable {

    private final Cluster cluster;
    private final Calls calls;
    private final Ledger ledger = new Ledger();
    /** Where the topic of consents ended before the work began. */
    private final Map<TopicPartition, Long> begin;

    private final Workload workload;

    private Trial(Cluster cluster, long seed) throws Exception {
        this.cluster = cluster;
        this.calls = new Calls(cluster.addresses());
        this.begin = new Topics(cluster.kafkaClient()).end(Topics.CONSENTS);
        this.workload = new Workload(calls, new ConsentRows(cluster), seed, ledger);
    }

    /** Begins the work. */
    static Trial of(Cluster cluster, long seed) throws Exception {
        Trial trial = new Trial(cluster, seed);
        trial.workload.start();
        return trial;
    }

    Ledger ledger() {
        return ledger;
    }

    List<Life> lives() {
        return workload.lives();
    }

    /** Ends the work and all faults, waits until everything has been heard of, and compares. */
    List<String> violations() throws Exception {
        workload.stop();
        cluster.heal();
        List<String> violations = new ArrayList<>(ledger.violations());
        violations.addAll(new Checker(cluster, calls, workload, begin).violations());
        return violations;
    }

    @Override
    public void close() {
        workload.close();
    }
}
