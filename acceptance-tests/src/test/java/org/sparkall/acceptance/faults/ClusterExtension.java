package org.sparkall.acceptance.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the tests of this package one {@link Cluster}, which begins with the first of them and ends with all tests. */
final class ClusterExtension implements ParameterResolver {

    /** JUnit closes it with its store. */
    private record Kept(Cluster cluster) implements AutoCloseable {

        static Kept begin() {
            try {
                Path folder = Path.of("target", "cluster").toAbsolutePath();
                Cluster.forget(folder);
                Cluster cluster = new Cluster(folder, Cluster.builds());
                Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cluster::end));
                cluster.start();
                return new Kept(cluster);
            } catch (Exception e) {
                throw new IllegalStateException("the cluster does not start: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            cluster.end();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.create(Cluster.class))
                .computeIfAbsent("cluster", it -> Kept.begin(), Kept.class)
                .cluster;
    }
}
