package org.sparkall.benchmarks.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.service.ServiceProgram;

/**
 * A service as its image runs it.
 *
 * @param folder with {@code quarkus-run.jar}
 * @param heap the option that bounds it
 */
record Production(Path folder, String heap) implements ServiceProgram {

    @Override
    public List<String> command(Map<String, String> settings) {
        return java(folder.resolve("quarkus-run.jar"), heap);
    }

    /** A JVM with the images' options. */
    static List<String> java(Path jar, String heap) {
        return List.of(
                Project.java().toString(),
                "@" + Project.root().resolve("containers/jvm.options"),
                heap,
                "-jar",
                jar.toString());
    }
}
