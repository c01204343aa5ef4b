package org.sparkall.benchmarks;

import com.styra.opa.wasm.OpaPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The questions of {@link PeerDecisionBenchmark} asked of OPA, compiled to WebAssembly: may who was granted {@code spark:all} and one admin scope
 * read messages, and may they read the audit. OPA's compiler is in no registry of the build's, so the policy is the compiled one that the
 * runner brings:
 *
 * <pre>
 * default allowed := false
 * allowed if { user := input.user; data.role[user] == "admin" }
 * </pre>
 *
 * Here users are scopes, and data is what a grant opens: that was worked out beforehand, which Cedar does at each decision. OPA has the easiest part
 * of all. What the runner makes of the policy takes long to be warm.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OpaDecisionBenchmark {

    private static final String POLICY = "/demo-policy.wasm";
    private static final String ENTRYPOINT = "opa/wasm/test/allowed";
    private static final String GRANTED =
            "{\"role\":{\"spark:messages_read\":\"admin\",\"spark-admin:people_read\":\"admin\"}}";
    private static final String MAY_READ = "{\"user\":\"spark:messages_read\"}";
    private static final String MAY_AUDIT = "{\"user\":\"spark-admin:audit_read\"}";
    private static final String ALLOWED = "[{\"result\":true}]";
    private static final String DENIED = "[{\"result\":false}]";

    private OpaPolicy told;
    private OpaPolicy untold;

    /** Made by {@link #prepare}, like everything else. */
    @SuppressWarnings("NullAway.Init")
    public OpaDecisionBenchmark() {}

    @Setup
    public void prepare() throws IOException {
        told = policy().data(GRANTED);
        untold = policy();
        expect(ALLOWED, told.evaluate(MAY_READ));
        expect(DENIED, told.evaluate(MAY_AUDIT));
        expect(ALLOWED, untold.data(GRANTED).evaluate(MAY_READ));
        expect(DENIED, untold.data(GRANTED).evaluate(MAY_AUDIT));
    }

    private static OpaPolicy policy() throws IOException {
        try (InputStream compiled = Objects.requireNonNull(OpaPolicy.class.getResourceAsStream(POLICY))) {
            return OpaPolicy.builder().withPolicy(compiled).build().entrypoint(ENTRYPOINT);
        }
    }

    private static void expect(String expected, String answer) {
        if (!expected.equals(answer)) throw new IllegalStateException("OPA answers differently: " + answer);
    }

    /** The grants are in OPA already, as for one caller who asks again and again. */
    @Benchmark
    public boolean allowedByOpa() {
        return ALLOWED.equals(told.evaluate(MAY_READ));
    }

    @Benchmark
    public boolean deniedByOpa() {
        return ALLOWED.equals(told.evaluate(MAY_AUDIT));
    }

    /** The grants come with the question, as Cedar is told them. */
    @Benchmark
    public boolean allowedByOpaToldTheGrants() {
        return ALLOWED.equals(untold.data(GRANTED).evaluate(MAY_READ));
    }

    @Benchmark
    public boolean deniedByOpaToldTheGrants() {
        return ALLOWED.equals(untold.data(GRANTED).evaluate(MAY_AUDIT));
    }
}
