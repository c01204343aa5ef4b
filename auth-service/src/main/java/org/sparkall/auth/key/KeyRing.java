package org.sparkall.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.issuer.TokenSettings;

/**
 * The keys that sign access tokens and verify them again. A key is published ahead of its first signature and stays published until the
 * last token it signed has run out, so that a rotation never refuses a good token. All replicas share the keys in the database.
 */
@Startup
@ApplicationScoped
public class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    /** How far the clocks of two machines may be apart. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Jdbi jdbi;
    private final SigningKeyStore store;
    private final KeySettings settings;
    private final Duration longestToken;
    private final Clock clock = Clock.systemUTC();
    private volatile List<SigningKey> keys = List.of();

    KeyRing(Jdbi jdbi, SigningKeyStore store, KeySettings settings, TokenSettings tokens) {
        this.jdbi = jdbi;
        this.store = store;
        this.settings = settings;
        this.longestToken = tokens.effectiveAccessLifetime();
        refresh();
    }

    /** Makes the keys that are due, under a lock that all replicas share, and reads what is there. */
    @Scheduled(every = "1m", delayed = "1m")
    void refresh() {
        Instant now = clock.instant();
        keys = jdbi.inTransaction(tx -> {
            store.lock(tx);
            store.deleteExpired(tx, now);
            makeDueKeys(tx, now);
            return store.published(tx, now);
        });
    }

    private void makeDueKeys(Handle tx, Instant now) {
        List<SigningKey> present = store.published(tx, now);
        Instant covered = present.stream()
                .map(SigningKey::signsUntil)
                .max(Instant::compareTo)
                .orElse(now);
        if (covered.isBefore(now)) covered = now;
        if (!present.isEmpty() && covered.isAfter(now.plus(settings.publishAhead()))) return;
        SigningKey key = make(covered);
        store.insert(tx, key);
        LOG.infof("made signing key %s, which signs from %s", key.jwk().getKeyID(), key.signsFrom());
    }

    private SigningKey make(Instant signsFrom) {
        Instant signsUntil = signsFrom.plus(settings.rotationPeriod());
        return new SigningKey(
                generate(), signsFrom, signsUntil, signsUntil.plus(longestToken).plus(CLOCK_SKEW));
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyIDFromThumbprint(true)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 must be there in every Java runtime", e);
        }
    }

    /** The private key that signs now. */
    public ECKey signingKey() {
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> key.signsAt(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no signing key is in force"))
                .jwk();
    }

    /** The public keys of every token that can still be valid, and of the next ones to come (RFC 7517). */
    public JWKSet publicKeys() {
        Instant now = clock.instant();
        return new JWKSet(List.copyOf(keys.stream()
                .filter(key -> key.publishedAt(now))
                .map(key -> key.jwk().toPublicJWK())
                .toList()));
    }
}
