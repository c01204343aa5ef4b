package org.sparkall.localstack.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Part;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;

/** A single Kafka node, broker and controller in one (KRaft), on loopback ports; a second one beside it is a broker alone. */
public final class KafkaBroker implements Part {

    /** The node id of a second broker. */
    public static final int SECOND_NODE = 2;

    private static final String CLUSTER_ID = "c3BhcmstYWxsLWxvY2FsIQ";
    private static final String PROPERTIES = "server.properties";
    private static final String QUORUM = "controller.quorum.voters";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final int port;
    private final int knownPort;
    private final Path data;
    private final Path log;
    private final ChildProcess broker;
    private final KafkaAccess access;
    /** Where the node is that it belongs to; null for the first. */
    private final @Nullable Path first;

    private int chosenControllerPort;

    /**
     * @param knownPort where clients find it: its own port, or that of what stands before it
     * @param access who may do what
     */
    public KafkaBroker(int port, int knownPort, Path data, Path log, KafkaAccess access) {
        this("kafka", port, knownPort, data, log, access, null);
    }

    private KafkaBroker(
            String name, int port, int knownPort, Path data, Path log, KafkaAccess access, @Nullable Path first) {
        this.access = access;
        this.name = name;
        this.port = port;
        this.knownPort = knownPort;
        this.data = data;
        this.log = log;
        this.broker = new ChildProcess(name, log);
        this.first = first;
    }

    /**
     * A broker beside the first node, for a test of what happens when a part of Kafka is away.
     *
     * @param first the data folder of the node that runs
     */
    public static KafkaBroker second(int port, Path first, Path data, Path log, KafkaAccess access) {
        return new KafkaBroker("kafka-2", port, port, data, log, access, first);
    }

    @Override
    public String name() {
        return name;
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
            Path properties = write(PROPERTIES, properties());
            // It holds passwords.
            Files.setPosixFilePermissions(properties, PosixFilePermissions.fromString("rw-------"));
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
                "-Dlog4j2.configurationFile=" + logging,
                "-cp",
                Project.kafkaClassPath()));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    private String properties() throws IOException {
        return """
                listeners=%s
                advertised.listeners=CLIENTS://localhost:%d
                inter.broker.listener.name=CLIENTS
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
                sasl.enabled.mechanisms=PLAIN
                sasl.mechanism.inter.broker.protocol=PLAIN
                sasl.mechanism.controller.protocol=PLAIN
                listener.name.clients.plain.sasl.jaas.config=%s
                listener.name.controller.plain.sasl.jaas.config=%s
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:%s
                log.dirs=%s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                group.initial.rebalance.delay.ms=0
                """.formatted(
                                listeners(),
                                knownPort,
                                access.users(),
                                access.users(),
                                KafkaAccess.OPERATOR,
                                data.resolve("logs"))
                + role();
    }

    private String listeners() {
        String clients = "CLIENTS://localhost:" + port;
        return first == null ? clients + ",CONTROLLER://localhost:" + controllerPort() : clients;
    }

    private String role() throws IOException {
        if (first == null) {
            return "process.roles=broker,controller\nnode.id=1\n" + QUORUM + "=1@localhost:" + controllerPort() + "\n";
        }
        Properties its = new Properties();
        try (Reader file = Files.newBufferedReader(first.resolve(PROPERTIES))) {
            its.load(file);
        }
        return "process.roles=broker\nnode.id=" + SECOND_NODE + "\n" + QUORUM + "=" + its.getProperty(QUORUM) + "\n";
    }

    /** The controller is nobody's business but the brokers' own: any free port will do, and the quorum is written anew each time. */
    private int controllerPort() {
        if (chosenControllerPort == 0) chosenControllerPort = Ports.free();
        return chosenControllerPort;
    }

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
