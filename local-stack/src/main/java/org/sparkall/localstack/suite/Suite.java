package org.sparkall.localstack.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.sparkall.localstack.kafka.KafkaAccess;
import org.sparkall.localstack.kafka.KafkaBroker;
import org.sparkall.localstack.keycloak.KeycloakServer;
import org.sparkall.localstack.part.Http;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Part;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.postgres.Postgres;
import org.sparkall.localstack.service.ServiceProgram;
import org.sparkall.localstack.trace.TraceCollector;

/**
 * The whole suite on this machine: PostgreSQL and Kafka first, side by side; then Keycloak and the services, side by side. It starts as a
 * whole or not at all.
 */
public final class Suite implements AutoCloseable {

    private static final Duration UNTIL_SIGN_IN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<String> DATABASES = List.of("auth", "policy", "consent", "keycloak");

    private final SuitePorts ports;
    private final SuitePorts known;
    private final Path folder;
    private final Progress progress;
    private final Secrets secrets;
    private final Leftovers leftovers;
    private final KafkaAccess kafkaAccess;
    private final ServiceSettings settings;
    private final Deque<Part> started = new ArrayDeque<>();
    private final Postgres postgres;
    private Optional<TraceCollector> collector = Optional.empty();
    private boolean closed;

    /**
     * @param folder where its data and logs are
     * @param apps the folder with each service's build
     */
    public Suite(SuitePorts ports, Path folder, Path apps, Progress progress) {
        this(ports, ports, folder, apps, progress);
    }

    /**
     * One whose parts find one another through what stands before them, such as a load balancer or a proxy.
     *
     * @param ports where its parts listen
     * @param known where they are found
     */
    public Suite(SuitePorts ports, SuitePorts known, Path folder, Path apps, Progress progress) {
        this.ports = ports;
        this.known = known;
        this.folder = folder;
        this.progress = progress;
        this.secrets = new Secrets(secretsFile());
        this.leftovers = new Leftovers(folder.resolve("processes"));
        this.kafkaAccess = new KafkaAccess(secrets::kafkaPassword);
        this.settings = new ServiceSettings(
                ports, known, secrets, kafkaAccess, apps, folder.resolve("logs"), RestoredSuite.settings(folder));
        this.postgres = new Postgres(ports.postgres(), postgresFolder(), log("postgresql"));
    }

    /** Where the traces of a suite in this folder are, if it collects them. */
    public static Path traces(Path folder) {
        return folder.resolve("logs").resolve("spans.jsonl");
    }

    /** Runs the services with these programs, by the service's name; to be said before the start. */
    public void runServices(Function<String, ServiceProgram> programs) {
        settings.run(programs);
    }

    /** Has the services trace everything, and keeps their traces; to be said before the start. */
    public void collectTraces() {
        int port = Ports.free();
        collector = Optional.of(new TraceCollector(port, traces(folder)));
        settings.trace("http://localhost:" + port);
    }

    public SuiteAddresses addresses() {
        return SuiteAddresses.of(known);
    }

    /** Where the superuser connects to a database of this suite. */
    public String adminUrl(String database) {
        return postgres.adminUrl(database);
    }

    /** Where the databases are. */
    public Path postgresFolder() {
        return folder.resolve("postgresql");
    }

    /** Where its passwords and keys are. */
    public Path secretsFile() {
        return folder.resolve("secrets.properties");
    }

    /** Kafka alone, for a test that ends it and begins it again. */
    public KafkaBroker kafka() {
        return new KafkaBroker(ports.kafka(), known.kafka(), folder.resolve("kafka"), log("kafka"), kafkaAccess);
    }

    /** How a client connects to Kafka that may do everything. */
    public Map<String, Object> kafkaClient() {
        return Map.copyOf(kafkaAccess.operator(addresses().kafka()));
    }

    /** Who may do what at Kafka. */
    public KafkaAccess kafkaAccess() {
        return kafkaAccess;
    }

    /** Keycloak alone, for a test that ends it and begins it again. */
    public KeycloakServer keycloak() {
        return new KeycloakServer(
                ports.keycloak(),
                ports.keycloakManagement(),
                addresses().keycloak(),
                Postgres.url(known.postgres(), "keycloak"),
                secrets.databasePassword("keycloak"),
                addresses().auth(),
                log("keycloak"));
    }

    /** PostgreSQL alone, for a test that ends it and begins it again; it must be closed before that. */
    public Postgres postgres() {
        return postgres;
    }

    /** Makes an empty database beside the suite's own, and its owner; whatever was in it is gone. */
    public void makeEmptyDatabase(String name) {
        postgres.dropDatabase(name);
        postgres.ensureDatabase(name, secrets.databasePassword(name));
    }

    /** Drops a database that {@link #makeEmptyDatabase} made. */
    public void dropDatabase(String name) {
        postgres.dropDatabase(name);
    }

    /** The services' settings, for whoever starts one of them again. */
    public ServiceSettings settings() {
        return settings;
    }

    /**
     * Starts everything, and returns when all of it is ready.
     *
     * @throws LocalStackException when something stands in the way; nothing is left running then
     */
    public void start() {
        RestoredSuite.requireFinished(folder);
        leftovers.stop();
        ports.requireFree();
        try {
            startTogether(List.of(postgres, kafka()));
            kafkaAccess.grant(addresses().kafka());
            forgetOldRealm();
            DATABASES.forEach(name -> postgres.ensureDatabase(name, secrets.databasePassword(name)));
            List<Part> rest = new ArrayList<>();
            rest.add(keycloak());
            rest.addAll(settings.services());
            startTogether(rest);
            awaitSignIn();
            rememberRealm();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A service that was there before Keycloak takes a moment to see that it has come. */
    private void awaitSignIn() {
        SuiteAddresses own = SuiteAddresses.of(ports);
        Instant end = Instant.now().plus(UNTIL_SIGN_IN);
        for (String page : List.of(own.auth() + "/integrations", own.consent() + "/apps")) {
            while (Http.redirect(page)
                    .filter(it -> it.contains("/protocol/openid-connect/auth"))
                    .isEmpty()) {
                if (Instant.now().isAfter(end)) throw new LocalStackException("Nobody can sign in at " + page + ".");
                LockSupport.parkNanos(POLL.toNanos());
                if (Thread.currentThread().isInterrupted()) throw new LocalStackException("Interrupted.");
            }
        }
    }

    private void startTogether(List<Part> parts) {
        synchronized (started) {
            if (closed) throw new LocalStackException("Stopped before everything had started.");
            parts.forEach(started::push);
        }
        parts.forEach(part -> progress.say(part.name(), "starting"));
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        try {
            CompletionService<Void> starts = new ExecutorCompletionService<>(threads);
            for (Part part : parts) starts.submit(() -> start(part), null);
            for (int i = 0; i < parts.size(); i++) await(starts.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted.", e);
        } finally {
            // The first that fails ends all: who still waits for its part to be ready waits no more.
            threads.shutdownNow();
        }
    }

    private void start(Part part) {
        part.start();
        part.process().ifPresent(leftovers::remember);
        progress.say(part.name(), "ready at " + part.address());
    }

    private static void await(Future<Void> start) throws InterruptedException {
        try {
            start.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LocalStackException known
                    ? known
                    : new LocalStackException("A part could not be started: " + e.getCause(), e);
        }
    }

    /** Keycloak imports a realm once; when the generated realm has changed, it must begin with an empty database. */
    private void forgetOldRealm() {
        Path mark = folder.resolve("keycloak-realm.sha256");
        try {
            if (Files.exists(mark) && !Files.readString(mark).equals(realmHash())) {
                progress.say("keycloak", "the realm has changed: its database is made anew");
                postgres.dropDatabase("keycloak");
                Files.delete(mark);
            }
        } catch (IOException e) {
            throw new LocalStackException("The file " + mark + " cannot be read.", e);
        }
    }

    private void rememberRealm() {
        try {
            Files.writeString(folder.resolve("keycloak-realm.sha256"), realmHash());
        } catch (IOException e) {
            throw new LocalStackException("The folder " + folder + " cannot be written.", e);
        }
    }

    private static String realmHash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(KeycloakServer.realmFile()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there in every Java runtime", e);
        }
    }

    /** Stops one part, for whoever begins it again in its own way; harmless when it does not run. */
    public void stop(String name) {
        List<Part> parts;
        synchronized (started) {
            parts = started.stream().filter(it -> it.name().equals(name)).toList();
            started.removeAll(parts);
        }
        parts.forEach(Part::close);
    }

    /**
     * Waits until a part ends of itself.
     *
     * @return its name
     */
    public String awaitDeath() throws InterruptedException {
        while (true) {
            synchronized (started) {
                for (Part part : started) {
                    if (part.process().filter(ProcessHandle::isAlive).isEmpty()) return part.name();
                }
            }
            Thread.sleep(500);
        }
    }

    /** Says where everything is, for a test that runs in another process. */
    public SuiteFile describe(Path apps) {
        synchronized (started) {
            Map<String, Long> pids = new TreeMap<>();
            for (Part part : started) part.process().ifPresent(it -> pids.put(part.name(), it.pid()));
            return new SuiteFile(ports, folder, apps, pids);
        }
    }

    private Path log(String part) {
        return folder.resolve("logs").resolve(part + ".log");
    }

    /** Stops everything: the services and Keycloak first, side by side, then Kafka and PostgreSQL. */
    @Override
    public void close() {
        List<Part> parts;
        synchronized (started) {
            closed = true;
            parts = List.copyOf(started);
            started.clear();
        }
        List<Part> foundations = parts.stream()
                .filter(it -> it instanceof Postgres || it instanceof KafkaBroker)
                .toList();
        stopTogether(parts.stream().filter(it -> !foundations.contains(it)).toList());
        stopTogether(foundations);
        collector.ifPresent(TraceCollector::close);
        leftovers.stop();
    }

    private void stopTogether(List<Part> parts) {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            parts.forEach(part -> threads.execute(() -> {
                part.close();
                progress.say(part.name(), "stopped");
            }));
        }
    }
}
