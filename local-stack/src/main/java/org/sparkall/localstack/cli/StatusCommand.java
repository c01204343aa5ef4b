package org.sparkall.localstack.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.sparkall.localstack.part.Http;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;
import org.sparkall.localstack.suite.SuitePorts;
import picocli.CommandLine.Command;

/** {@code status}: a line a part; exit code 0 when all are ready. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Says which parts are ready.")
final class StatusCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Optional<SuiteFile> suite = LocalRun.suite();
        if (suite.isEmpty()) {
            System.out.println("The suite is not running: start it with ./sparkall up.");
            return 3;
        }
        SuitePorts ports = suite.get().ports();
        SuiteAddresses at = SuiteAddresses.of(ports);
        Map<String, Boolean> ready = new TreeMap<>();
        ready.put("postgresql            localhost:" + ports.postgres(), Ports.isOpen(ports.postgres()));
        ready.put("kafka                 " + at.kafka(), Ports.isOpen(ports.kafka()));
        ready.put("keycloak              " + at.keycloak(), Http.isOk(at.realm()));
        ready.put("auth-service          " + at.auth(), Http.isOk(at.auth() + "/q/health/ready"));
        ready.put("scope-policy-service  " + at.policy(), Http.isOk(at.policy() + "/q/health/ready"));
        ready.put("consent-service       " + at.consent(), Http.isOk(at.consent() + "/q/health/ready"));
        ready.forEach((part, is) -> System.out.printf("%-10s %s%n", is ? "ready" : "NOT READY", part));
        return ready.containsValue(false) ? 1 : 0;
    }
}
