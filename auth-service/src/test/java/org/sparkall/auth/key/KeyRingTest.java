package org.sparkall.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class KeyRingTest {

    @Inject
    KeyRing keys;

    @Inject
    Jdbi jdbi;

    @Inject
    SigningKeyStore store;

    @Inject
    TokenSettings tokens;

    @Test
    void replicasShareTheKeys() {
        KeyRing replica = new KeyRing(jdbi, store, settings(Duration.ofDays(30)), tokens);
        // As its timer does; another test may have made a key meanwhile.
        keys.refresh();
        assertThat(replica.signingKey().getKeyID()).isEqualTo(keys.signingKey().getKeyID());
        assertThat(replica.publicKeys().toString(false))
                .isEqualTo(keys.publicKeys().toString(false));
    }

    @Test
    void onlyThePublicHalfIsPublishedAndTheOtherIsSealed() {
        ECKey key = keys.signingKey();
        assertThat(key.getCurve()).isEqualTo(Curve.P_256);
        assertThat(keys.publicKeys().toString(false)).doesNotContain("\"d\"");
        List<String> kept = jdbi.withHandle(handle -> handle.createQuery("SELECT sealed_jwk FROM signing_key")
                .mapTo(String.class)
                .list());
        assertThat(kept).isNotEmpty().noneMatch(it -> it.contains(key.getD().toString()) || it.contains("\"kty\""));
    }

    @Test
    void theNextKeyIsPublishedBeforeItSignsAndTheOldOneStays() {
        String signing = keys.signingKey().getKeyID();
        // Publishing further ahead than the present key signs makes the next key due now.
        KeyRing ahead = new KeyRing(jdbi, store, settings(Duration.ofDays(31)), tokens);
        assertThat(ahead.signingKey().getKeyID()).isEqualTo(signing);
        assertThat(ahead.publicKeys().getKeys()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(ahead.publicKeys().getKeyByKeyId(signing)).isNotNull();
    }

    private static KeySettings settings(Duration publishAhead) {
        return new KeySettings() {
            @Override
            public Duration rotationPeriod() {
                return Duration.ofDays(30);
            }

            @Override
            public Duration publishAhead() {
                return publishAhead;
            }
        };
    }
}
