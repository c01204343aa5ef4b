package org.sparkall.auth.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sparkall.auth.authorization.GrantFlow.Requested;
import org.sparkall.seal.Sealer;
import org.sparkall.telemetry.TraceParent;

class FlowSealTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final FlowSeal seal = new FlowSeal(
            new Sealer(() -> "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktMDE="),
            JsonMapper.builder().addModule(new JavaTimeModule()).build());

    @Test
    void aFlowComesBackAsItWasWhereverItsAnswerGoes() {
        Requested plain = requested(
                new Destination.Redirect("https://app.example/cb", null, "challenge", null, null),
                SignInDemand.none(now),
                now.plus(Duration.ofMinutes(1)));
        Requested full = requested(
                new Destination.Redirect("https://app.example/cb", "state", "challenge", "key", "nonce"),
                new SignInDemand(false, true, true, 0L, "alice", "gold", "de en", now),
                now.plus(Duration.ofMinutes(1)));
        Requested device =
                requested(new Destination.Device("alice"), SignInDemand.none(now), now.plus(Duration.ofMinutes(1)));
        for (Requested flow : List.of(plain, full, full.again(now), device)) {
            assertThat(seal.open(seal.seal(flow))).contains(flow);
        }
    }

    @Test
    void aFlowThatIsOverOrForgedDoesNotOpen() {
        Requested over = requested(new Destination.Device("alice"), SignInDemand.none(now), now.minusSeconds(1));
        assertThat(seal.open(seal.seal(over))).isEmpty();
        assertThat(seal.open("forged")).isEmpty();
    }

    private Requested requested(Destination destination, SignInDemand demand, Instant expiresAt) {
        return new Requested(
                "flow",
                "client",
                destination,
                List.of("spark:all"),
                List.of(),
                null,
                UUID.fromString("7f8c2f0e-58f5-4a35-8c75-1d9c8a6d2a10"),
                demand,
                null,
                new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                expiresAt);
    }
}
