package org.sparkall.localstack.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sparkall.localstack.container.ContainerEngine;
import org.sparkall.localstack.container.ServiceImages;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.ServiceSettings;
import picocli.CommandLine.Command;

/** {@code deployments}: runs what the Helm chart renders with podman, and the main job against it. */
@Command(
        name = "deployments",
        mixinStandardHelpOptions = true,
        description = "Runs the Deployments that the chart renders with podman, and the main job against them.")
final class DeploymentsCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        ContainerEngine engine = ContainerEngine.configured();
        for (String service : ServiceSettings.SERVICES) engine.size(ServiceImages.image(service));
        Folders.delete(Project.root().resolve("k8s/target/deployments"));
        return Harness.run("k8s", "DeploymentsIT", Map.of("deployments", "true"));
    }
}
