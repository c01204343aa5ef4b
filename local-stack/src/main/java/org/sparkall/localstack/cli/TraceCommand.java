package org.sparkall.localstack.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.trace.RecordedTraces;
import org.sparkall.localstack.trace.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trace}: what one grant went through, or any other trace. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Shows the way of the newest grant through all services and Kafka.")
final class TraceCommand implements Callable<Integer> {

    private static final String GRANT = "GET /v1/authorize";

    @Parameters(
            arity = "0..1",
            paramLabel = "TRACE",
            description = "The id of another trace, as it stands in the logs.")
    @Nullable
    String traceId;

    @Override
    public Integer call() throws IOException {
        RecordedTraces traces = new RecordedTraces(Suite.traces(LocalRun.FOLDER));
        Optional<Trace> trace = traceId == null ? traces.newest(GRANT) : traces.find(traceId);
        if (trace.isEmpty()) {
            throw new LocalStackException(
                    traceId == null
                            ? "There was no grant yet: run ./sparkall up and ./sparkall demo first."
                            : "There is no trace " + traceId + ".");
        }
        System.out.println("trace " + trace.get().id());
        trace.get().tree().forEach(System.out::println);
        return 0;
    }
}
