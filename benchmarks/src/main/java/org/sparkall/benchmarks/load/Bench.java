package org.sparkall.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.sparkall.benchmarks.withdrawal.WithdrawalDelay;
import org.sparkall.localstack.suite.Progress;

/**
 * Measures the suite beside its peers in one run: all of them are up, each is asked for the same in turn, in several rounds.
 *
 * <p>{@code <folder for data> <folder for the report> <quick|full> <beside|alone> <checkout of before, or nothing> <suite>...}
 */
public final class Bench {

    private static final int CONNECTIONS = 16;

    /** The compilers' share of all that a contender computes, below which it is warm. */
    private static final double WARM = 0.015;

    /** The share of a core that services take for themselves, at most, when nobody asks them anything. */
    private static final double QUIET = 0.08;

    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private static final String WITHDRAWAL = "withdrawal";
    private static final String GROWTH = "growth";

    private static final List<Operation> GROWING = List.of(
            Operation.CLIENT_CREDENTIALS,
            Operation.INTROSPECTION,
            Operation.REFRESH,
            Operation.CODE_FLOW,
            Operation.DECISION);

    private static final Map<String, List<Operation>> SUITES = Map.ofEntries(
            Map.entry("issuance", List.of(Operation.CLIENT_CREDENTIALS, Operation.REFRESH, Operation.CODE_FLOW)),
            Map.entry("client_credentials", List.of(Operation.CLIENT_CREDENTIALS)),
            Map.entry("refresh", List.of(Operation.REFRESH)),
            Map.entry("code_flow", List.of(Operation.CODE_FLOW)),
            Map.entry("introspection", List.of(Operation.INTROSPECTION)),
            Map.entry("decisions", List.of(Operation.DECISION, Operation.DECISIONS, Operation.GUARDED)),
            Map.entry(WITHDRAWAL, List.of(Operation.DECISION)),
            Map.entry(GROWTH, GROWING),
            Map.entry("floor", List.of(Operation.EMPTY, Operation.SIGNATURE, Operation.COMMIT)));

    private final Path folder;
    private final Path reports;
    private final Pace pace;
    private final Progress progress = new Progress(System.out);
    private final Wrk wrk;
    private final Deque<Contender> contenders = new ArrayDeque<>();
    private final Map<String, List<CodeFlows.Visitor>> people = new TreeMap<>();
    private final List<Measure> peaks = new ArrayList<>();
    private final List<Measure> halves = new ArrayList<>();
    private final List<String> withdrawals = new ArrayList<>();
    private final Map<String, List<Measure>> grown = new LinkedHashMap<>();
    private double heapOfConsents;

    /**
     * How long and how often. At half load more connections ask ({@code thinking}), so that think time, not an answer, decides when the next
     * request comes. Of the grants, each connection loses one in each round of refreshes; {@code grownBy} is what {@link Growth} adds.
     */
    private enum Pace {
        QUICK(2, 0, 2, 1, 32, 600, 10, new Growth.Size(1_000, 100_000, 10_000, 1_000)),
        FULL(4, 150, 8, 4, 64, 2_400, 100, new Growth.Size(100_000, 1_000_000, 10_000_000, 1_000));

        private final int rounds;
        private final Duration warmUp;
        private final Duration burst;
        private final Duration time;
        private final int thinking;
        private final int grants;
        private final int withdrawals;
        private final Growth.Size grownBy;

        Pace(
                int rounds,
                int warmUp,
                int burst,
                int time,
                int thinking,
                int grants,
                int withdrawals,
                Growth.Size grownBy) {
            this.rounds = rounds;
            this.warmUp = Duration.ofSeconds(warmUp);
            this.burst = Duration.ofSeconds(burst);
            this.time = Duration.ofSeconds(time);
            this.thinking = thinking;
            this.grants = grants;
            this.withdrawals = withdrawals;
            this.grownBy = grownBy;
        }
    }

    private Bench(Path folder, Path reports, Pace pace) {
        this.folder = folder;
        this.reports = reports;
        this.pace = pace;
        this.wrk = new Wrk(folder.resolve("wrk"));
    }

    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench(
                Path.of(arguments[0]), Path.of(arguments[1]), Pace.valueOf(arguments[2].toUpperCase(Locale.ROOT)));
        Set<Operation> operations = new LinkedHashSet<>();
        List<String> suites = List.of(arguments).subList(5, arguments.length);
        for (String suite : suites) {
            List<Operation> of = SUITES.get(suite);
            if (of == null) {
                System.err.println("There is no suite " + suite + ": take some of "
                        + String.join(", ", SUITES.keySet().stream().sorted().toList()) + ".");
                System.exit(2);
            } else {
                operations.addAll(of);
            }
        }
        if (operations.isEmpty()) operations.addAll(List.of(Operation.values()));
        Thread end = new Thread(bench::close);
        Runtime.getRuntime().addShutdownHook(end);
        bench.measure(
                operations.stream().sorted().toList(),
                arguments[3].equals("alone"),
                arguments[4],
                suites.isEmpty() || suites.contains(WITHDRAWAL),
                // It alone takes longer than a look may: there it has to be named.
                (suites.isEmpty() && bench.pace == Pace.FULL) || suites.contains(GROWTH));
        bench.close();
        Runtime.getRuntime().removeShutdownHook(end);
    }

    private void measure(
            List<Operation> operations, boolean alone, String before, boolean withWithdrawals, boolean withGrowth)
            throws Exception {
        SparkAll suite = SparkAll.present(folder.resolve("suite"), pace.grants, withGrowth, progress);
        start(suite);
        List<SparkAll> suites = new ArrayList<>(List.of(suite));
        if (!before.isEmpty()) {
            suites.add(SparkAll.before(Path.of(before), folder.resolve("before"), pace.grants, progress));
            // Alone, as the first one: what it trains must not be worse.
            start(suites.getLast());
        }
        List<Contender> others = new ArrayList<>();
        if (operations.contains(Operation.EMPTY)) others.add(Floor.bare(folder, suite.makeDatabase("floor")));
        if (operations.contains(Operation.GUARDED)) others.add(Floor.guarded(folder, suite));
        if (!alone && operations.stream().anyMatch(TokenJobs.OPERATIONS::contains)) {
            others.add(new SpringPeer(folder, suite.makeDatabase("spring"), pace.grants));
            others.add(new KeycloakPeer(folder, suite.makeDatabase("measured_keycloak"), pace.grants));
        }
        start(others);
        // Compilers have both cores until everything is warm.
        for (Operation operation : operations) {
            for (Contender contender : contenders) {
                if (!contender.operations().contains(operation)) continue;
                progress.say(operation.title(), contender.name() + ": warming up");
                warmUp(suite, contender, operation);
            }
        }
        // Whatever this process has started goes with it: it is moved first.
        Cores.move(ProcessHandle.current(), Cores.OTHERS);
        for (Contender contender : contenders)
            contender.processes().values().forEach(it -> Cores.move(it, Cores.CONTENDERS));
        Cores.move(suite.database(), Cores.CONTENDERS);
        suites.forEach(one -> one.others().forEach(it -> Cores.move(it, Cores.OTHERS)));
        for (Operation operation : operations) {
            for (int round = 0; round < pace.rounds; round++) {
                for (Contender contender : contenders) {
                    if (!contender.operations().contains(operation)) continue;
                    Measure peak = run(suite, contender, operation, pace.time, CONNECTIONS, 0);
                    peaks.add(peak);
                    progress.say(
                            operation.title(),
                            "%s: %.0f/s".formatted(contender.name(), peak.load().perSecond()));
                    halves.add(atHalf(suite, contender, operation, peak));
                }
            }
            report();
        }
        if (withWithdrawals) withdrawals(suite);
        report();
        if (withGrowth) grow(suite);
        System.out.print(report());
    }

    /** Until its compilers have little left to do, or for long enough. */
    private void warmUp(SparkAll suite, Contender contender, Operation operation) throws Exception {
        Instant end = Instant.now().plus(pace.warmUp);
        double share;
        do {
            double all = seconds(contender, Cores::seconds);
            double compilers = seconds(contender, Cores::compilerSeconds);
            Measure peak = run(suite, contender, operation, pace.burst, CONNECTIONS, 0);
            // Other code runs there: more connections, smaller groups.
            atHalf(suite, contender, operation, peak);
            all = seconds(contender, Cores::seconds) - all;
            compilers = seconds(contender, Cores::compilerSeconds) - compilers;
            share = compilers / all;
        } while (share > WARM && Instant.now().isBefore(end));
        progress.say(operation.title(), "%s: warm, compilers take %.0f %%".formatted(contender.name(), share * 100));
    }

    private Measure atHalf(SparkAll suite, Contender contender, Operation operation, Measure peak) throws Exception {
        double half = peak.load().perSecond() / 2;
        return run(suite, contender, operation, pace.time, pace.thinking, pace.thinking / half * 1e3);
    }

    private static double seconds(Contender contender, ToDoubleFunction<ProcessHandle> of) {
        return contender.processes().values().stream().mapToDouble(of).sum();
    }

    /** The same again in a suite that holds much more. */
    private void grow(SparkAll suite) throws Exception {
        Growth growth = suite.growth();
        move(suite, Cores.ALL);
        heapOfConsents = growth.grow(pace.grownBy);
        move(suite, Cores.CONTENDERS);
        settle(suite);
        again(suite, "grown");
        growth.growScopes(pace.grownBy);
        settle(suite);
        again(suite, "with %,d scopes".formatted(pace.grownBy.scopes()));
    }

    /** Until the services have done what a change of that size brings with it. */
    private void settle(SparkAll suite) throws InterruptedException {
        Instant end = Instant.now().plus(SETTLING);
        double busy;
        do {
            double before = seconds(suite, Cores::seconds);
            Thread.sleep(LOOK);
            busy = (seconds(suite, Cores::seconds) - before) / LOOK.toSeconds();
        } while (busy > QUIET && Instant.now().isBefore(end));
        progress.say(GROWTH, "busy with itself for %.0f %% of a core".formatted(busy * 100));
    }

    private void again(SparkAll suite, String size) throws Exception {
        for (Operation operation : GROWING) {
            run(suite, suite, operation, pace.burst, CONNECTIONS, 0);
            for (int round = 0; round < pace.rounds; round++) {
                grown.computeIfAbsent(size, it -> new ArrayList<>())
                        .add(run(suite, suite, operation, pace.time, CONNECTIONS, 0));
            }
            report();
        }
    }

    private static void move(SparkAll suite, String cores) {
        suite.processes().values().forEach(it -> Cores.move(it, cores));
        Cores.move(suite.database(), cores);
    }

    /** While decisions are asked for at half of what the service can do. */
    private void withdrawals(SparkAll suite) throws Exception {
        double half = peaks.stream()
                        .filter(it -> it.operation() == Operation.DECISION)
                        .mapToDouble(it -> it.load().perSecond())
                        .average()
                        .orElseThrow()
                / 2;
        progress.say(WITHDRAWAL, "while %.0f decisions are made in a second".formatted(half));
        try (ExecutorService load = Executors.newSingleThreadExecutor()) {
            AtomicBoolean going = new AtomicBoolean(true);
            Future<?> loading = load.submit(() -> {
                while (going.get())
                    run(suite, suite, Operation.DECISION, pace.time, pace.thinking, pace.thinking / half * 1e3);
                return null;
            });
            try {
                WithdrawalDelay.Delays delays = WithdrawalDelay.measure(suite.addresses(), pace.withdrawals);
                withdrawals.add("one add-on: " + WithdrawalDelay.summary(delays.ofAddOn()));
                withdrawals.add("all: " + WithdrawalDelay.summary(delays.ofAll()));
            } finally {
                going.set(false);
            }
            loading.get();
        }
    }

    private void start(Contender contender) throws Exception {
        progress.say(contender.name(), "starting");
        contenders.addLast(contender);
        contender.start();
    }

    /** All at once: each waits for much of the time that it takes. */
    private void start(List<Contender> all) throws Exception {
        contenders.addAll(all);
        List<Future<?>> starting = new ArrayList<>();
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Contender one : all)
                starting.add(starters.submit(() -> {
                    progress.say(one.name(), "starting");
                    one.start();
                    progress.say(one.name(), "ready");
                    return null;
                }));
        }
        for (Future<?> one : starting) one.get();
    }

    private Measure run(
            SparkAll suite, Contender contender, Operation operation, Duration time, int connections, double think)
            throws Exception {
        Map<String, ProcessHandle> parts = new TreeMap<>(contender.processes());
        parts.putIfAbsent("postgresql", suite.database());
        Map<String, Double> before = seconds(parts);
        Wrk.Load load = load(contender, operation, time, connections, think);
        Map<String, Double> micros = new TreeMap<>();
        seconds(parts)
                .forEach((part, now) ->
                        micros.put(part, (now - Objects.requireNonNull(before.get(part))) * 1e6 / load.requests()));
        if (operation == Operation.REFRESH) contender.refreshed(wrk.left("TOKENS"));
        Map<String, Double> resident = new TreeMap<>();
        Map<String, Double> own = new TreeMap<>();
        contender.processes().forEach((part, process) -> {
            resident.put(part, Cores.residentMebibytes(process));
            own.put(part, Cores.ownMebibytes(process));
        });
        return new Measure(operation, contender.name(), load, micros, resident, own);
    }

    private Wrk.Load load(Contender contender, Operation operation, Duration time, int connections, double think)
            throws Exception {
        if (operation != Operation.CODE_FLOW)
            return wrk.run(contender.job(operation).orElseThrow(), connections, time, think);
        List<CodeFlows.Visitor> visitors = people.get(contender.name());
        if (visitors == null) {
            visitors = new ArrayList<>();
            while (visitors.size() < pace.thinking) visitors.add(contender.visitor());
            people.put(contender.name(), visitors);
        }
        return CodeFlows.run(visitors.subList(0, connections), time, think);
    }

    /** After each part: what was measured is there, whatever comes. */
    private String report() throws IOException {
        return new Report(peaks, halves, withdrawals, grown, heapOfConsents).write(reports);
    }

    private static Map<String, Double> seconds(Map<String, ProcessHandle> parts) {
        Map<String, Double> seconds = new TreeMap<>();
        parts.forEach((part, process) -> seconds.put(part, Cores.seconds(process)));
        return seconds;
    }

    private synchronized void close() {
        while (!contenders.isEmpty()) contenders.removeLast().close();
    }
}
