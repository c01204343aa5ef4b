package org.sparkall.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.sparkall.auth.key.SigningKeyStore.StoredKey;
import org.sparkall.localstack.testing.LocalStackResource;
import org.sparkall.seal.Sealer;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class KeyRingTest {

    @Inject
    KeyRing keys;

    @Inject
    KeyRotation rotation;

    @Inject
    KeyCustody custody;

    @Inject
    Sealer sealer;

    @Inject
    Jdbi jdbi;

    @Test
    void replicasShareTheKeys() {
        KeyRing replica = new KeyRing(rotation, custody);
        // As its timer does; another test may have made a key meanwhile.
        keys.reload();
        assertThat(replica.signing().kid()).isEqualTo(keys.signing().kid());
        assertThat(replica.publicKeys().toString(false))
                .isEqualTo(keys.publicKeys().toString(false));
    }

    @Test
    void onlyThePublicHalfLeavesItsCustodyAndTheOtherIsSealed() throws Exception {
        HeldKey key = keys.signing();
        assertThat(key.publicKey().getCurve()).isEqualTo(Curve.P_256);
        assertThat(key.publicKey().isPrivate()).isFalse();
        assertThat(keys.publicKeys().containsNonPublicKeys()).isFalse();
        ECKey whole = ECKey.parse(sealer.open("signing-key", key.reference()));
        List<String> kept = jdbi.withHandle(handle -> handle.createQuery("SELECT sealed_jwk FROM signing_key")
                .mapTo(String.class)
                .list());
        assertThat(kept).isNotEmpty().noneMatch(it -> it.contains(whole.getD().toString()) || it.contains("\"kty\""));
    }

    @Test
    void anotherReplicaEndsTrustInACompromisedKeyWithinSecondsAndNothingOfItIsKept() {
        KeyRing replica = new KeyRing(rotation, custody);
        String kid = replica.signing().kid();
        assertThat(rotation.compromise(kid, "ops")).isTrue();
        replica.reload();
        assertThat(replica.publicKeys().getKeyByKeyId(kid)).isNull();
        assertThat(replica.signing().kid()).isNotEqualTo(kid);
        assertThat(rotation.current())
                .filteredOn(it -> it.times().kid().equals(kid))
                .singleElement()
                .extracting(StoredKey::reference)
                .isEqualTo("");
        // The service itself learns of it by its timer.
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(5))
                .until(() -> keys.publicKeys().getKeyByKeyId(kid) == null);
    }
}
