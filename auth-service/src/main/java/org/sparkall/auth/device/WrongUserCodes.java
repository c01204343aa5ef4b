package org.sparkall.auth.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.expiry.ExpiringRows;

/**
 * Counts the wrong user codes that a person types, on all replicas, so that nobody can try them all (RFC 8628 section 5.1). Counted by
 * person: a stranger's attempts lock nobody else out.
 */
@ApplicationScoped
public class WrongUserCodes implements ExpiringRows {

    private final Jdbi jdbi;
    private final DeviceSettings settings;
    private final Clock clock = Clock.systemUTC();

    WrongUserCodes(Jdbi jdbi, DeviceSettings settings) {
        this.jdbi = jdbi;
        this.settings = settings;
    }

    /** Whether this person may try another code now. */
    public boolean mayTry(String person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM wrong_user_code WHERE person = :person AND at > :since")
                        .bind("person", person)
                        .bind("since", since().atOffset(ZoneOffset.UTC))
                        .mapTo(Long.class)
                        .one())
                < settings.wrongCodes();
    }

    /** They typed a code that nobody waits for. */
    public void add(String person) {
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO wrong_user_code (person, at) VALUES (:person, :at)")
                .bind("person", person)
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute());
    }

    private Instant since() {
        return clock.instant().minus(settings.wrongCodesPeriod());
    }

    @Override
    public Expiry expiry() {
        return new Expiry("wrong_user_code", "at", settings.wrongCodesPeriod());
    }
}
