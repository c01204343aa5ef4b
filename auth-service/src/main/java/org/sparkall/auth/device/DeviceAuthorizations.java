package org.sparkall.auth.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.device.DeviceAuthorizationStore.Approval;
import org.sparkall.auth.expiry.ExpiringRows;
import org.sparkall.auth.grant.ConsentSnapshot;
import org.sparkall.auth.grant.ConsentStates;
import org.sparkall.auth.grant.SignIn;
import org.sparkall.auth.secret.Secret;
import org.sparkall.seal.KeyedHash;

/** Keeps what devices ask for until a person answers (RFC 8628 section 3). */
@ApplicationScoped
public class DeviceAuthorizations implements ExpiringRows {

    /** How long a device code is remembered after its end, so that the device is told that it expired. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final DeviceAuthorizationStore store;
    private final ConsentStates consents;
    private final KeyedHash hash;
    private final DeviceSettings settings;
    private final Clock clock = Clock.systemUTC();

    DeviceAuthorizations(
            Jdbi jdbi,
            DeviceAuthorizationStore store,
            ConsentStates consents,
            KeyedHash hash,
            DeviceSettings settings) {
        this.jdbi = jdbi;
        this.store = store;
        this.consents = consents;
        this.hash = hash;
        this.settings = settings;
    }

    /** The two codes of a request that was taken in. */
    record Codes(Secret deviceCode, UserCode userCode) {}

    Codes open(DeviceRequest request) {
        Codes codes = new Codes(Secret.random(), UserCode.random());
        Instant now = clock.instant();
        jdbi.useTransaction(tx -> store.insert(
                tx,
                codes.deviceCode().hash(),
                hash(codes.userCode()),
                request,
                settings.pollInterval(),
                now,
                now.plus(settings.codeLifetime())));
        return codes;
    }

    /** What the device with this code asks for, if it still waits. */
    public Optional<DeviceRequest> pending(UserCode code) {
        return jdbi.withHandle(handle -> store.pending(handle, hash(code), clock.instant()));
    }

    /**
     * The person agreed.
     *
     * @return whether the device still waited
     */
    public boolean approve(String flowId, SignIn signIn, ConsentSnapshot consent) {
        return jdbi.inTransaction(tx -> {
            consents.expect(tx, consent.consentId(), consent.revision());
            return store.approve(tx, flowId, new Approval(signIn, consent), clock.instant());
        });
    }

    /** The person said no, or cannot say yes. */
    public void deny(String flowId) {
        jdbi.useTransaction(tx -> store.deny(tx, flowId));
    }

    private byte[] hash(UserCode code) {
        return hash.of("device-user-code", code.value());
    }

    @Override
    public Expiry expiry() {
        return new Expiry("device_authorization", "expires_at", MEMORY);
    }
}
