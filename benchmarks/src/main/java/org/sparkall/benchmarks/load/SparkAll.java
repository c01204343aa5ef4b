package org.sparkall.benchmarks.load;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;
import org.sparkall.localstack.suite.SuitePorts;

/** The suite, whole: what its services tell one another over Kafka is part of what they cost. It brings the database for all contenders. */
final class SparkAll implements Contender {

    private static final String PRESENT = "spark-all";
    private static final String CALLBACK = "http://localhost:9/callback";
    private static final String ALL = "spark:all";
    private static final String PERSON = "alice";
    private static final String DECIDING = "scope-policy-service";
    private static final String HEAP = "-Xmx128m";
    private static final int BATCH = 100;

    private final String name;
    private final Path apps;
    private final Path folder;
    private final Suite suite;
    private final SuiteAddresses at;
    private final SuiteApi api;
    private final int grants;
    private final Progress progress;
    private String clientId = "";
    private String subject = "";
    private @Nullable IntegrationClient client;
    private @Nullable TokenJobs jobs;

    private SparkAll(String name, Path apps, Path folder, int grants, String heapOfDecisions, Progress progress) {
        this.name = name;
        this.apps = apps;
        this.folder = folder;
        this.suite = new Suite(SuitePorts.anyFree(), folder, Project.root(), progress);
        this.at = suite.addresses();
        this.api = new SuiteApi(at);
        this.grants = grants;
        this.progress = progress;
        suite.runServices(
                service -> Production.of(apps, service, caches(), service.equals(DECIDING) ? heapOfDecisions : HEAP));
    }

    /**
     * The suite as it is.
     *
     * @param grants how many there are
     * @param grows whether it will have to hold {@link Growth} too
     */
    static SparkAll present(Path folder, int grants, boolean grows, Progress progress) {
        return new SparkAll(PRESENT, Project.root(), folder, grants, grows ? "-Xmx3g" : HEAP, progress);
    }

    /** The suite as it was in another checkout, with a database of its own. */
    static SparkAll before(Path checkout, Path folder, int grants, Progress progress) {
        return new SparkAll(PRESENT + " before", checkout, folder, grants, HEAP, progress);
    }

    private Path caches() {
        return folder.resolveSibling(folder.getFileName() + "-aot");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException, ParseException {
        Production.train(apps, caches(), folder.resolveSibling("training"), progress);
        suite.start();
        seed();
    }

    private void seed() throws ParseException {
        Reply registered = api.register("""
                {"name": "Measured", "redirect_uris": ["%s"], "scopes": ["%s"]}
                """.formatted(CALLBACK, ALL));
        clientId = registered.text("client_id");
        String secret = registered.text("client_secret");
        client = new IntegrationClient(at, clientId, secret, CALLBACK);
        Person person = new Person(PERSON);
        List<String> refresh = new ArrayList<>();
        List<String> access = new ArrayList<>();
        for (int i = 0; i < grants; i++) {
            Reply tokens = grant(person);
            refresh.add(tokens.text("refresh_token"));
            access.add(tokens.text("access_token"));
        }
        jobs = new TokenJobs(clientId, secret, "grant_type=client_credentials", refresh, access);
        subject = SignedJWT.parse(access.getFirst()).getJWTClaimsSet().getSubject();
    }

    private Reply grant(Person person) {
        IntegrationClient measured = Objects.requireNonNull(client);
        CodeVerifier verifier = new CodeVerifier();
        Arrival arrival = person.open(measured.authorizationRequest(ALL, "state", verifier), CALLBACK);
        if (arrival instanceof Arrival.AtConsent page) arrival = person.accept(page.page(), List.of(), CALLBACK);
        if (!(arrival instanceof Arrival.AtIntegration back)) throw new IllegalStateException(arrival.where());
        return measured.redeem(
                Objects.requireNonNull(
                        IntegrationClient.parameters(back.address()).get("code")),
                verifier);
    }

    @Override
    public CodeFlows.Visitor visitor() {
        Person person = new Person(PERSON);
        grant(person);
        return () -> grant(person).text("refresh_token");
    }

    @Override
    public Set<Operation> operations() {
        return Stream.concat(TokenJobs.OPERATIONS.stream(), Stream.of(Operation.DECISION, Operation.DECISIONS))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Job> job(Operation operation) {
        return switch (operation) {
            case DECISION ->
                Optional.of(Job.requests(
                        policy("/access/v1/evaluation"),
                        platform(),
                        IntStream.range(0, BATCH).mapToObj(this::question).toList(),
                        "\"decision\":true"));
            case DECISIONS ->
                Optional.of(Job.requests(
                        policy("/access/v1/evaluations"),
                        platform(),
                        List.of(IntStream.range(0, BATCH)
                                .mapToObj(this::question)
                                .collect(Collectors.joining(",", "{\"evaluations\":[", "]}"))),
                        "\"decision\":true"));
            default -> Objects.requireNonNull(jobs).job(operation, auth("/v1/access_token"), auth("/v1/introspect"));
        };
    }

    private String question(int number) {
        return """
                {"subject":{"type":"user","id":"%s"},"action":{"name":"%s"},"resource":{"type":"account","id":"%s"},"context":{"client_id":"%s"}}""".formatted(subject, number % 2 == 0 ? "spark:messages_read" : "spark:people_read", subject, clientId);
    }

    /** The headers with which other services ask for decisions. */
    Map<String, String> platform() {
        return Map.of("Content-Type", "application/json", "Authorization", "Bearer " + api.platformToken());
    }

    private URI auth(String path) {
        return URI.create(at.auth() + path);
    }

    private URI policy(String path) {
        return URI.create(at.policy() + path);
    }

    @Override
    public void refreshed(List<String> left) {
        Objects.requireNonNull(jobs).refreshed(left);
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> own = new TreeMap<>(parts());
        if (name.equals(PRESENT)) own.remove("postgresql");
        own.remove("keycloak");
        return own;
    }

    /** Makes it larger. */
    Growth growth() {
        return new Growth(suite, clientId, Objects.requireNonNull(parts().get(DECIDING)), progress);
    }

    /** Where its services are. */
    SuiteAddresses addresses() {
        return at;
    }

    /** What works for it, on the core of whoever asks: people sign in there, events go through it. */
    List<ProcessHandle> others() {
        Map<String, ProcessHandle> all = parts();
        return List.of(Objects.requireNonNull(all.get("keycloak")), Objects.requireNonNull(all.get("kafka")));
    }

    /** The database of all contenders. */
    ProcessHandle database() {
        return Objects.requireNonNull(parts().get("postgresql"));
    }

    /** A new database in it, which asks for no password. */
    String makeDatabase(String name) {
        suite.makeEmptyDatabase(name);
        return suite.adminUrl(name).replaceAll("\\?.*", "");
    }

    private Map<String, ProcessHandle> parts() {
        SuiteFile file = suite.describe(Project.root());
        Map<String, ProcessHandle> parts = new TreeMap<>();
        file.pids().forEach((name, pid) -> parts.put(name, ProcessHandle.of(pid).orElseThrow()));
        return parts;
    }

    @Override
    public void close() {
        suite.close();
    }
}
