package org.sparkall.localstack.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A service's native executable. */
final class NativeProgram implements ServiceProgram {

    private final Path executable;

    NativeProgram(Path executable) {
        this.executable = executable;
    }

    @Override
    public List<String> command(Map<String, String> settings) {
        return List.of(executable.toString(), "-Xmx128m");
    }

    @Override
    public Path folder() {
        return executable.resolveSibling(".").normalize();
    }
}
