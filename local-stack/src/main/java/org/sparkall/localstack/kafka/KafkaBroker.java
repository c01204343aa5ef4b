package org.sparkall.localstack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Part;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;

/** A single Kafka node, broker and controller in one (KRaft), on loopback ports. */
public final class KafkaBroker implements Part {

    private static final String CLUSTER_ID = "c3BhcmstYWxsLWxvY2FsIQ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final int knownPort;
    private final Path data;
    private final Path log;
    private final ChildProcess broker;

    /** @param knownPort where clients find it: its own port, or that of what stands before it */
    public KafkaBroker(int port, int knownPort, Path data, Path log) {
        this.port = port;
        this.knownPort = knownPort;
        this.data = data;
        this.log = log;
        this.broker = new ChildProcess("kafka", log);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return "localhost:" + port;
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(data);
            Path logging = write("log4j2.xml", LOGGING);
            Path properties = write("server.properties", properties());
            if (!Files.exists(data.resolve("logs/meta.properties"))) format(properties, logging);
            broker.start(java(logging, "-Xmx256m", "kafka.Kafka", properties.toString()), Map.of(), data);
        } catch (IOException e) {
            throw new LocalStackException("Kafka's files cannot be written below " + data + ".", e);
        }
        broker.awaitReady(() -> Ports.isOpen(port), PATIENCE);
    }

    private void format(Path properties, Path logging) {
        ChildProcess tool = new ChildProcess("kafka-format", log);
        tool.start(
                java(
                        logging,
                        "-Xmx128m",
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        CLUSTER_ID,
                        "-c",
                        properties.toString()),
                Map.of(),
                data);
        if (tool.awaitEnd() != 0) throw new LocalStackException("Kafka's storage cannot be made: see " + log + ".");
    }

    private static List<String> java(Path logging, String heap, String... mainAndArguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                Project.java().toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + logging,
                "-cp",
                Project.kafkaClassPath()));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    private String properties() {
        return """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d
                advertised.listeners=PLAINTEXT://localhost:%d
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@localhost:%d
                log.dirs=%s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                group.initial.rebalance.delay.ms=0
                """.formatted(port, controllerPort(), knownPort, controllerPort(), data.resolve("logs"));
    }

    /** The controller is nobody's business but the broker's own: any free port will do, and the quorum is written anew each time. */
    private int controllerPort() {
        if (chosenControllerPort == 0) chosenControllerPort = Ports.free();
        return chosenControllerPort;
    }

    private int chosenControllerPort;

    private Path write(String file, String text) throws IOException {
        return Files.writeString(data.resolve(file), text);
    }

    private static final String LOGGING = """
            <Configuration>
              <Appenders>
                <Console name="log"><PatternLayout pattern="%d{ISO8601} %-5p %c{1} %m%n"/></Console>
              </Appenders>
              <Loggers><Root level="WARN"><AppenderRef ref="log"/></Root></Loggers>
            </Configuration>
            """;

    @Override
    public Optional<ProcessHandle> process() {
        return broker.handle();
    }

    @Override
    public void close() {
        broker.close();
    }
}
