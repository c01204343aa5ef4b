package org.sparkall.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sparkall.scope.AccessReason;

/**
 * Decides from verified tokens in process. The catalog comes as a signed bundle, is asked for again in the background, and the last good one
 * counts until it expires: scope-policy-service may be away for days. Before the first has come and after the last has expired everything is
 * refused. Safe for many threads.
 */
public final class LocalDecisions implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LocalDecisions.class.getName());

    private final BundleSource source;
    private final Clock clock;
    private final ScheduledExecutorService refresher;
    private volatile @Nullable Held held;
    /** Only the refreshing thread knows. */
    private boolean isBehind;

    private record Held(Bundle bundle, TokenRules rules) {}

    private LocalDecisions(BundleSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.refresher = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("spark-catalog").unstarted(task));
    }

    /**
     * Where the catalog comes from.
     *
     * @param service the address of scope-policy-service, without a slash at its end
     * @param issuer what its bundles must name as their issuer: the address by which it calls itself
     * @param refresh how often it is asked for another version
     * @param timeout how long an answer may take
     */
    public record Settings(URI service, URI issuer, Duration refresh, Duration timeout) {

        /** Asked every 30 seconds, and each answer may take 2. */
        public static Settings of(URI service) {
            return new Settings(service, service, Duration.ofSeconds(30), Duration.ofSeconds(2));
        }

        public Settings {
            if (!refresh.isPositive() || !timeout.isPositive()) {
                throw new IllegalArgumentException("refresh and timeout must be positive");
            }
        }

        /** The same with another issuer: where services know one another by other addresses than their own. */
        public Settings withIssuer(URI other) {
            return new Settings(service, other, refresh, timeout);
        }

        /** The same, asking as often as this. */
        public Settings refreshedEvery(Duration other) {
            return new Settings(service, issuer, other, timeout);
        }
    }

    /** Begins to fetch the catalog; does not wait for it, nor fail without it. */
    public static LocalDecisions start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    static LocalDecisions start(Settings settings, Clock clock) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        LocalDecisions decisions = new LocalDecisions(
                new BundleSource(http, settings.service(), settings.issuer(), settings.timeout()), clock);
        decisions.keepUp(settings.refresh());
        return decisions;
    }

    private void keepUp(Duration period) {
        var _ = refresher.scheduleWithFixedDelay(this::refresh, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        try {
            source.fetch().ifPresent(this::take);
            isBehind = false;
        } catch (CatalogUnavailableException e) {
            // Once, and not every time.
            if (!isBehind)
                LOG.log(System.Logger.Level.WARNING, "the scope catalog is not refreshed: {0}", e.getMessage());
            isBehind = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Thrown on, it would end the refreshing for ever.
            LOG.log(System.Logger.Level.ERROR, "the scope catalog is not refreshed", e);
        }
    }

    private void take(Bundle bundle) {
        Held present = held;
        if (present != null && !bundle.isNewerThan(present.bundle())) return;
        // The same catalog signed anew keeps its identity, and with it the scopes that were read by it.
        TokenRules rules = present != null
                        && present.bundle().catalog().version()
                                == bundle.catalog().version()
                ? present.rules()
                : new TokenRules(bundle.catalog());
        held = new Held(new Bundle(rules.catalog(), bundle.issuedAt(), bundle.expiresAt()), rules);
    }

    /** The rules by the present catalog, for who asks often about the same token; empty when there is no valid one. */
    public Optional<TokenRules> rules() {
        Held present = held;
        return present != null && present.bundle().isValidAt(clock.instant())
                ? Optional.of(present.rules())
                : Optional.empty();
    }

    /** As the other, for a token that has no {@code withheld_scopes}. */
    public AccessReason decide(String action, Collection<String> scope) {
        return decide(action, scope, List.of());
    }

    /**
     * Decides from a verified token's claims.
     *
     * @param action the name of a scope, an aggregate or a feature
     * @param scope the names in the {@code scope} claim
     * @param withheld the names in the {@code withheld_scopes} claim
     * @return as {@link TokenRules#decide}, or {@code INPUTS_STALE} when there is no valid catalog
     */
    public AccessReason decide(String action, Collection<String> scope, Collection<String> withheld) {
        return rules().map(it -> it.decide(action, it.read(scope, withheld))).orElse(AccessReason.INPUTS_STALE);
    }

    /** Ends the refreshing. */
    @Override
    public void close() {
        refresher.shutdownNow();
    }
}
