package org.sparkall.acceptance.faults;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.sparkall.localstack.journey.Keycloak;
import org.sparkall.localstack.kafka.KafkaBroker;
import org.sparkall.localstack.part.Http;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Part;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.postgres.Postgres;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.ServiceSettings;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;
import org.sparkall.localstack.suite.SuitePorts;

/**
 * A suite of two replicas of each service, with a proxy before each part: whatever calls another part, the tests included, goes through
 * its proxy.
 */
final class Cluster {

    /** What the services need, by the names of their parts and proxies. */
    static final List<String> FOUNDATIONS = List.of("postgresql", "kafka", "keycloak");

    /** Those that keep files. */
    static final List<String> WRITERS = List.of("postgresql", "kafka");

    private static final int DISK_MEGABYTES = 2_500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SuitePorts ports = SuitePorts.anyFree();
    private final SuitePorts known = SuitePorts.anyFree();
    /** Where each replica listens. */
    private final Map<String, Integer> listening = new ConcurrentHashMap<>();

    private final Path folder;
    private final Path apps;
    private final Suite suite;
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, TcpProxy> proxies = new LinkedHashMap<>();
    private final Map<String, ProcessHandle> running = new HashMap<>();
    private final Map<String, Disk> disks = new ConcurrentHashMap<>();
    private final Deque<Part> own = new ArrayDeque<>();
    private volatile ServiceSettings settings;
    private volatile Postgres postgres;
    private Path postgresData;
    private int failovers;

    /** @param apps the folder with each service's build */
    Cluster(Path folder, Path apps) {
        this.folder = folder;
        this.apps = apps;
        this.suite = new Suite(ports, known, folder, apps, new Progress(System.out));
        this.settings = suite.settings();
        this.postgres = suite.postgres();
        this.postgresData = folder.resolve("postgresql");
    }

    void start() throws Exception {
        if (Disk.isPossible()) {
            for (String part : WRITERS) disks.put(part, Disk.at(folder.resolve(part), DISK_MEGABYTES));
        }
        proxy("postgresql", known.postgres(), ports.postgres());
        proxy("kafka", known.kafka(), ports.kafka());
        proxy("keycloak", known.keycloak(), ports.keycloak());
        for (String service : ServiceSettings.SERVICES) {
            listening.put(service, port(ports, service));
            listening.put(replica(service), Ports.free());
            proxy(service, port(known, service), listening.get(service), listening.get(replica(service)));
        }
        suite.start();
        suite.describe(apps)
                .pids()
                .forEach((name, pid) -> running.put(name, ProcessHandle.of(pid).orElseThrow()));
        for (String service : ServiceSettings.SERVICES) begin(replica(service));
    }

    private void proxy(String name, int port, Integer... targets) throws Exception {
        proxies.put(name, new TcpProxy(vertx, port, List.of(targets)));
    }

    SuiteAddresses addresses() {
        return suite.addresses();
    }

    /** How one connects to Kafka who may do everything. */
    Map<String, Object> kafkaClient() {
        return suite.kafkaClient();
    }

    /** Where the superuser reads and locks, past the proxy. */
    String database(String name) {
        return postgres.adminUrl(name);
    }

    ServiceLogs logs() {
        return new ServiceLogs(folder.resolve("logs"));
    }

    TcpProxy proxy(String name) {
        return proxies.get(name);
    }

    /** Cuts a part off from everybody, until this is closed. */
    Cut cut(String part) {
        proxy(part).cut();
        return () -> {
            try {
                heal();
            } catch (Exception e) {
                throw new IllegalStateException("the cluster does not heal", e);
            }
        };
    }

    /** What was cut off. */
    interface Cut extends AutoCloseable {

        /** Mends it, and returns when every part is ready again. */
        @Override
        void close();
    }

    /** Whether a replica says of itself that it is {@code live} or {@code ready}. */
    boolean is(String replica, String health) {
        return Http.isOk("http://localhost:" + listening.get(replica) + "/q/health/" + health);
    }

    /** Where Keycloak and each service's replicas tell of themselves, by the names of their jobs at Prometheus. */
    Map<String, List<Integer>> metrics() {
        Map<String, List<Integer>> targets = new TreeMap<>(Map.of("keycloak", List.of(ports.keycloakManagement())));
        for (String service : ServiceSettings.SERVICES)
            targets.put(service, List.of(listening.get(service), listening.get(replica(service))));
        return targets;
    }

    /** The name of a service's second replica; the first has the service's own. */
    static String replica(String service) {
        return service + "-2";
    }

    /** Ends a part at once (SIGKILL). */
    void kill(String part) throws Exception {
        ProcessHandle process = process(part);
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle it : family) it.onExit().get(30, TimeUnit.SECONDS);
    }

    /** Asks a part to end (SIGTERM), as a rolling update does. */
    void terminate(String part) throws Exception {
        ProcessHandle process = process(part);
        process.destroy();
        process.onExit().get(60, TimeUnit.SECONDS);
    }

    /** Stops a part in its tracks (SIGSTOP). */
    void pause(String part) throws Exception {
        signal(part, "-STOP");
    }

    /** Lets it go on (SIGCONT). */
    void resume(String part) throws Exception {
        signal(part, "-CONT");
    }

    private void signal(String part, String signal) throws Exception {
        ProcessHandle process = process(part);
        for (ProcessHandle it :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            signal(it, signal);
        }
    }

    static void signal(ProcessHandle process, String signal) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /** The disk of a part that keeps files. */
    Disk disk(String part) {
        return disks.get(part);
    }

    /** Makes a copy of PostgreSQL, kills the one that works, and lets the copy take over. */
    void failOver() throws Exception {
        int port = Ports.free();
        Path data = folder.resolve("postgresql-" + ++failovers);
        Disk disk = Disk.isPossible() ? Disk.at(data, DISK_MEGABYTES) : null;
        Postgres copy = new Postgres(port, data, folder.resolve("logs/postgresql.log"));
        Standby standby = Standby.of(postgres, postgresData, copy, data);
        suite.describe(apps).remember(copy.process().orElseThrow());
        kill("postgresql");
        standby.promote();
        synchronized (this) {
            own.push(copy);
            running.put("postgresql", copy.process().orElseThrow());
        }
        Postgres before = postgres;
        postgres = copy;
        proxy("postgresql").lead(List.of(port));
        before.close();
        if (disk != null) {
            disks.put("postgresql", disk);
            Disk.unmountBelow(postgresData);
        }
        postgresData = data;
    }

    /** From now on services are begun from these builds. */
    void build(Path apps) {
        settings = new Suite(ports, known, folder, apps, new Progress(System.out)).settings();
    }

    /**
     * Replaces both replicas of a service, one after the other, as a Deployment does that may have one more and none less: the new one is
     * ready before the old one is asked to end, and gets no new connections from then on.
     *
     * @param ingress whether what stands before the replicas ends the connections of one that leaves, as soon as nothing is under way on them
     */
    void roll(String service, boolean ingress) throws Exception {
        TcpProxy proxy = proxy(service);
        List<Integer> targets = new ArrayList<>(List.of(listening.get(service), listening.get(replica(service))));
        for (String name : List.of(service, replica(service))) {
            int before = listening.get(name);
            int port = Ports.free();
            Part part = settings.another(service, name, port, Map.of());
            part.start();
            targets.add(port);
            proxy.lead(List.copyOf(targets));
            targets.removeIf(it -> it == before);
            proxy.lead(List.copyOf(targets));
            if (ingress) proxy.drain(before);
            terminate(name);
            listening.put(name, port);
            keep(name, part);
        }
    }

    /** Moves a partition to a broker of its own. */
    LostLeader lostLeader(TopicPartition partition) throws Exception {
        Path data = folder.resolve("kafka-2");
        deleteAll(data);
        KafkaBroker second = KafkaBroker.second(
                Ports.free(), folder.resolve("kafka"), data, folder.resolve("logs/kafka-2.log"), suite.kafkaAccess());
        synchronized (this) {
            own.push(second);
        }
        return new LostLeader(this, partition, second);
    }

    /** Begins a part that has ended, and returns when it is ready. */
    void begin(String name) throws Exception {
        begin(name, Map.of());
    }

    /** @param more what is otherwise in a service's environment */
    void begin(String name, Map<String, String> more) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            Part part = part(name, more);
            try {
                part.start();
                keep(name, part);
                return;
            } catch (LocalStackException e) {
                // What served a killed database still ends; a service begun without its database ends itself.
                if (Instant.now().isAfter(deadline)) throw e;
                Thread.sleep(500);
            }
        }
    }

    /** From now on this is what runs under the name. */
    private synchronized void keep(String name, Part part) {
        own.push(part);
        running.put(name, part.process().orElseThrow());
        suite.describe(apps).remember(process(name));
    }

    private Part part(String name, Map<String, String> more) {
        return switch (name) {
            case "postgresql" -> {
                // Whoever started it holds its folder, also when it was killed.
                postgres.close();
                yield postgres;
            }
            case "kafka" -> suite.kafka();
            case "keycloak" -> suite.keycloak();
            default -> service(name, more);
        };
    }

    private Part service(String name, Map<String, String> more) {
        for (String service : ServiceSettings.SERVICES) {
            if (name.equals(service) || name.equals(replica(service)))
                return settings.another(service, name, listening.get(name), more);
        }
        throw new IllegalArgumentException(name);
    }

    private static int port(SuitePorts of, String service) {
        return switch (service) {
            case "auth-service" -> of.auth();
            case "consent-service" -> of.consent();
            default -> of.policy();
        };
    }

    private ProcessHandle process(String part) {
        synchronized (this) {
            return Optional.ofNullable(running.get(part)).orElseThrow(() -> new IllegalArgumentException(part));
        }
    }

    /** What runs now, by the names of its parts. */
    Map<String, ProcessHandle> processes() {
        synchronized (this) {
            return new TreeMap<>(running);
        }
    }

    boolean isAlive(String part) {
        return process(part).isAlive();
    }

    /** Undoes what faults left, and returns when every part is ready. */
    void heal() throws Exception {
        proxies.values().forEach(TcpProxy::heal);
        for (Disk disk : disks.values()) disk.free();
        for (String part : List.copyOf(running.keySet())) {
            if (isAlive(part)) resume(part);
        }
        for (String part : FOUNDATIONS) if (!isAlive(part)) begin(part);
        for (String service : ServiceSettings.SERVICES) {
            for (String name : List.of(service, replica(service))) if (!isAlive(name)) begin(name);
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        for (String replica : listening.keySet()) {
            while (!is(replica, "ready")) {
                if (Instant.now().isAfter(deadline)) throw new IllegalStateException(replica + " is not ready again");
                Thread.sleep(100);
            }
        }
        while (!signsIn()) {
            if (Instant.now().isAfter(deadline)) throw new IllegalStateException("nobody can sign in again");
            Thread.sleep(100);
        }
    }

    private boolean signsIn() {
        try {
            return !new Keycloak(addresses()).platformToken().isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Stops everything; harmless when it is stopped. */
    void end() {
        own.forEach(Part::close);
        suite.close();
        vertx.close();
        try {
            Disk.unmountBelow(folder);
        } catch (Exception e) {
            throw new IllegalStateException("the disks stay", e);
        }
    }

    /** Stops what an earlier cluster left running in this folder, and deletes its data. */
    static void forget(Path folder) throws Exception {
        new Suite(SuitePorts.anyFree(), folder, folder, new Progress(System.out)).close();
        Disk.unmountBelow(folder);
        deleteAll(folder);
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /** The builds that the suite under test has, unless others are named. */
    static Path builds() throws IOException {
        String named = System.getProperty("faults.apps");
        if (named != null) return Path.of(named).toRealPath();
        Optional<SuiteFile> suite = SuiteFile.fromEnvironment();
        return suite.isPresent() ? suite.get().apps() : Path.of("..").toRealPath();
    }
}
