package org.sparkall.key;

import com.nimbusds.jose.jwk.JWKSet;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.sparkall.key.KeyTimes.State;
import org.sparkall.key.SigningKeyStore.StoredKey;

/**
 * The keys that sign tokens and verify them again, as this replica knows them. A key is published ahead of its first signature and stays
 * published until the last token it signed has run out, so that a rotation never refuses a good token. All replicas share the keys in the
 * database and look there every second: so long it takes at most until a compromised key is trusted nowhere.
 */
@Startup
@ApplicationScoped
public class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);

    private final KeyRotation rotation;
    private final KeyCustody custody;
    private final Map<String, HeldKey> opened = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private volatile List<Entry> keys = List.of();
    private volatile boolean isBehind;

    private record Entry(SigningAlgorithm algorithm, KeyTimes times, HeldKey key) {}

    KeyRing(KeyRotation rotation, KeyCustody custody) {
        this.rotation = rotation;
        this.custody = custody;
        keepUp();
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void keepUp() {
        rotation.keepUp();
        reload();
    }

    /** Learns what another replica changed; goes on with what it knows while the database is away. */
    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() {
        try {
            reload();
            isBehind = false;
        } catch (JdbiException e) {
            // Once, and not every second.
            if (!isBehind) LOG.warn("the signing keys in the database cannot be read; going on with those known");
            isBehind = true;
        }
    }

    public synchronized void reload() {
        List<Entry> present = rotation.current().stream()
                .filter(it -> it.times().trusted())
                .map(it -> new Entry(it.algorithm(), it.times(), open(it)))
                .toList();
        keys = present;
        opened.keySet().retainAll(present.stream().map(it -> it.times().kid()).collect(Collectors.toSet()));
    }

    private HeldKey open(StoredKey stored) {
        return opened.computeIfAbsent(stored.times().kid(), kid -> custody.open(stored.reference()));
    }

    /** The key that signs now by this algorithm. */
    public HeldKey signing(SigningAlgorithm algorithm) {
        Instant now = clock.instant();
        return inState(algorithm, State.SIGNING, now)
                // The one before was distrusted, by a replica whose clock is ahead, or a moment before its time.
                .or(() -> inState(algorithm, State.PENDING, now))
                .orElseThrow(() -> new IllegalStateException("no signing key is in force for " + algorithm))
                .key();
    }

    private Optional<Entry> inState(SigningAlgorithm algorithm, State state, Instant now) {
        return keys.stream()
                .filter(it -> it.algorithm() == algorithm && it.times().stateAt(now) == state)
                .min(Comparator.comparing(it -> it.times().signsFrom()));
    }

    /** The public keys of every token that can still be valid, and of the next ones to come (RFC 7517). */
    public JWKSet publicKeys() {
        Instant now = clock.instant();
        return new JWKSet(keys.stream()
                .filter(it -> it.times().publishedAt(now))
                .map(it -> it.key().publicKey())
                .toList());
    }
}
