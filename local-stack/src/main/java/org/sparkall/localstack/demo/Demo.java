package org.sparkall.localstack.demo;

import java.io.PrintStream;
import org.sparkall.localstack.suite.SuiteAddresses;

public final class Demo {
    public Demo(SuiteAddresses at, PrintStream out) {}
    public boolean run() { return true; }
}
