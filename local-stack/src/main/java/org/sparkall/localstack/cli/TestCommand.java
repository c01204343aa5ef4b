package org.sparkall.localstack.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "test")
final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
