package org.sparkall.localstack.cli;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.container.ContainerEngine;
import org.sparkall.localstack.container.ServiceImages;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.ServiceSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code images}: builds the services' images, with AOT caches trained on the suite's main job. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        description = "Builds the services' images with podman, or the engine that SPARKALL_CONTAINER_ENGINE names.")
final class ImagesCommand implements Callable<Integer> {

    @Option(names = "--base", paramLabel = "IMAGE", description = "What the images stand on.")
    private @Nullable String base;

    @Option(names = "--jdk", paramLabel = "IMAGE", description = "A JDK 25 for the same C library.")
    private @Nullable String jdk;

    @Option(
            names = "--local-bases",
            description = "Makes both of them from Debian's packages and this machine's JDK; nothing is pulled.")
    private boolean localBases;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ContainerEngine engine = ContainerEngine.configured();
        ServiceImages images = new ServiceImages(engine, Project.data().resolve("images"), new Progress(System.out));
        Folders.delete(Project.data().resolve("images"));
        Map<String, String> bases = new TreeMap<>();
        if (localBases) bases.putAll(images.localBases());
        if (base != null) bases.put("BASE", base);
        if (jdk != null) bases.put("JDK", jdk);
        images.build(bases);
        for (String service : ServiceSettings.SERVICES) {
            System.out.printf(
                    "%s  %d MB, without AOT cache %d MB%n",
                    ServiceImages.image(service),
                    engine.size(ServiceImages.image(service)) / 1_000_000,
                    engine.size(ServiceImages.plain(service)) / 1_000_000);
        }
        return 0;
    }
}
