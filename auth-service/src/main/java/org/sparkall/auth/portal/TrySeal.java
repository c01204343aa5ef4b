package org.sparkall.auth.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.seal.BrokenSealException;
import org.sparkall.seal.Sealer;

/** Keeps a tried flow in the browser's own cookie, sealed; nothing of it is stored here. */
@ApplicationScoped
class TrySeal {

    static final String COOKIE = "sparkall_try";
    private static final String PURPOSE = "portal-try";
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final Sealer sealer;
    private final ObjectMapper json;
    private final TokenSettings tokens;
    private final Clock clock = Clock.systemUTC();

    TrySeal(Sealer sealer, ObjectMapper json, TokenSettings tokens) {
        this.sealer = sealer;
        this.json = json;
        this.tokens = tokens;
    }

    /** From when a flow that begins now is too old. */
    Instant deadline() {
        return clock.instant().plus(LIFETIME);
    }

    NewCookie cookie(TrySession flow) {
        try {
            return new NewCookie.Builder(COOKIE)
                    .value(sealer.seal(PURPOSE, json.writeValueAsString(flow)))
                    .path("/integrations/try")
                    .httpOnly(true)
                    .secure("https".equals(tokens.issuer().getScheme()))
                    .sameSite(NewCookie.SameSite.LAX)
                    .maxAge((int) LIFETIME.toSeconds())
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a flow always has a JSON form", e);
        }
    }

    /** The flow, unless there is none, or it was forged or has expired. */
    Optional<TrySession> open(@Nullable String sealed) {
        if (sealed == null) return Optional.empty();
        try {
            TrySession flow = json.readValue(sealer.open(PURPOSE, sealed), TrySession.class);
            return clock.instant().isBefore(flow.expiresAt()) ? Optional.of(flow) : Optional.empty();
        } catch (BrokenSealException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
