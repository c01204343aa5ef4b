package org.sparkall.localstack.container;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.sparkall.localstack.demo.Demo;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.service.ServiceProgram;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuitePorts;

/** What services do before they end and leave an AOT cache: the suite's main job, from registration to withdrawal, and what they are asked most. */
public final class Training {

    /** Long enough for what is asked most to have been profiled. */
    private static final Duration REHEARSAL = Duration.ofSeconds(45);

    private final Progress progress;

    public Training(Progress progress) {
        this.progress = progress;
    }

    /**
     * Trains all services on a suite of its own, and returns when they have ended.
     *
     * @param folder for the suite's data
     * @param programs that leave a cache when they end
     * @throws LocalStackException when the job fails
     */
    public void run(Path folder, Function<String, ServiceProgram> programs) {
        try (Suite suite = new Suite(SuitePorts.anyFree(), folder, Project.root(), progress)) {
            suite.runServices(programs);
            suite.start();
            progress.say("training", "runs the main job");
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            if (!new Demo(suite.addresses(), nowhere).run())
                throw new LocalStackException("The main job failed: see the logs in " + folder.resolve("logs") + ".");
            progress.say("training", "rehearses for " + REHEARSAL.toSeconds() + " s");
            int grants = new Rehearsal(suite.addresses()).run(REHEARSAL);
            progress.say("training", grants + " grants; services write what they learned");
        }
    }
}
