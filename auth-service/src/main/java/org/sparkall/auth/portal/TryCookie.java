package org.sparkall.auth.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.issuer.TokenSettings;

/** The cookie in which a browser keeps a tried flow, sealed. */
@ApplicationScoped
class TryCookie {

    static final String NAME = "sparkall_try";
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final TrySeal seal;
    private final TokenSettings tokens;
    private final Clock clock = Clock.systemUTC();

    TryCookie(TrySeal seal, TokenSettings tokens) {
        this.seal = seal;
        this.tokens = tokens;
    }

    /** From when a flow that begins now is too old. */
    Instant deadline() {
        return clock.instant().plus(LIFETIME);
    }

    NewCookie of(TrySession flow) {
        return new NewCookie.Builder(NAME)
                .value(seal.seal(flow))
                .path("/integrations/try")
                .httpOnly(true)
                .secure("https".equals(tokens.issuer().getScheme()))
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge((int) LIFETIME.toSeconds())
                .build();
    }

    Optional<TrySession> open(@Nullable String value) {
        return seal.open(value);
    }
}
