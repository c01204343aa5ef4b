package org.sparkall.localstack.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What runs a service: a JVM of this machine, or a container. */
public interface ServiceProgram {

    /**
     * What begins it. Settings are in the environment of the process that is begun.
     *
     * @param settings the names of all settings
     */
    List<String> command(Set<String> settings);

    /** Where it is begun. */
    Path folder();

    /** How long it may take to end when it is asked to. */
    default Duration patienceAtStop() {
        return Duration.ofSeconds(15);
    }
}
