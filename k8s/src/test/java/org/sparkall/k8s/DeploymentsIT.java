package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sparkall.localstack.demo.Demo;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuitePorts;

/** The images and the chart together, run: {@code ./sparkall deployments}, after {@code ./sparkall images}. */
@EnabledIfSystemProperty(
        named = "deployments",
        matches = "true",
        disabledReason = "needs a container engine and the images")
class DeploymentsIT {

    private static final Path FOLDER = Path.of("target", "deployments").toAbsolutePath();

    @Test
    void theMainJobRunsAgainstTheDeploymentsThatTheChartRenders() {
        Progress progress = new Progress(System.out);
        try (Suite suite = new Suite(SuitePorts.anyFree(), FOLDER.resolve("suite"), Project.root(), progress)) {
            suite.runServices(service -> new DeploymentProgram(service, FOLDER));
            suite.start();
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            boolean well = new Demo(suite.addresses(), new PrintStream(told, true, StandardCharsets.UTF_8)).run();
            assertThat(well).as(told.toString(StandardCharsets.UTF_8)).isTrue();
            System.out.println(told.toString(StandardCharsets.UTF_8));
        }
    }
}
