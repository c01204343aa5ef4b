package org.sparkall.localstack.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What runs a service: a JVM of this machine, or a container. */
public interface ServiceProgram {

    /**
     * What begins it.
     *
     * @param settings all of them, which the process has in its environment too
     */
    List<String> command(Map<String, String> settings);

    /** Where it is begun. */
    Path folder();

    /** How long it may take to end when it is asked to. */
    default Duration patienceAtStop() {
        return Duration.ofSeconds(15);
    }
}
