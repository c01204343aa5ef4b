package org.sparkall.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.KeyUse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkall.key.SigningKeyStore.StoredKey;
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
        for (SigningAlgorithm it : SigningAlgorithm.values()) {
            assertThat(replica.signing(it).kid()).isEqualTo(keys.signing(it).kid());
        }
        assertThat(replica.publicKeys().toString(false))
                .isEqualTo(keys.publicKeys().toString(false));
    }

    @Test
    void everyAlgorithmHasAKeyThatSaysWhatItIsFor() {
        assertThat(keys.signing(SigningAlgorithm.ES256).publicKey().toECKey().getCurve())
                .isEqualTo(Curve.P_256);
        assertThat(keys.signing(SigningAlgorithm.RS256).publicKey().size()).isEqualTo(2048);
        for (SigningAlgorithm it : SigningAlgorithm.values()) {
            JWK published = keys.publicKeys().getKeyByKeyId(keys.signing(it).kid());
            assertThat(published.getAlgorithm()).isEqualTo(it.jws());
            assertThat(published.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
        }
    }

    @Test
    void aSignatureVerifiesWithThePublishedKey() throws Exception {
        for (SigningAlgorithm it : SigningAlgorithm.values()) {
            HeldKey key = keys.signing(it);
            JWSObject signed = new JWSObject(new JWSHeader(it.jws()), new Payload("text"));
            signed.sign(key.signer());
            JWSVerifier verifier = new DefaultJWSVerifierFactory()
                    .createJWSVerifier(
                            signed.getHeader(),
                            KeyConverter.toJavaKeys(List.of(key.publicKey())).getFirst());
            assertThat(signed.verify(verifier)).as(it.name()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyThePublicHalfLeavesItsCustodyAndTheOtherIsSealed(SigningAlgorithm algorithm) throws Exception {
        HeldKey key = keys.signing(algorithm);
        assertThat(key.publicKey().isPrivate()).isFalse();
        assertThat(keys.publicKeys().containsNonPublicKeys()).isFalse();
        JWK whole = JWK.parse(sealer.open("signing-key", key.reference()));
        String secret = (String) whole.toJSONObject().get("d");
        List<String> kept = jdbi.withHandle(handle -> handle.createQuery("SELECT sealed_jwk FROM signing_key")
                .mapTo(String.class)
                .list());
        assertThat(kept).isNotEmpty().noneMatch(it -> it.contains(secret) || it.contains("\"kty\""));
    }

    @Test
    void aDatabaseWithoutAKeyOfAnAlgorithmGetsOneThatSignsAtOnce() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM signing_key WHERE algorithm = 'RS256'"));
        String other = keys.signing(SigningAlgorithm.ES256).kid();
        KeyRing replica = new KeyRing(rotation, custody);
        assertThat(replica.publicKeys()
                        .getKeyByKeyId(replica.signing(SigningAlgorithm.RS256).kid()))
                .isNotNull();
        assertThat(replica.signing(SigningAlgorithm.ES256).kid()).isEqualTo(other);
        keys.reload();
    }

    @ParameterizedTest
    @EnumSource
    void anotherReplicaEndsTrustInACompromisedKeyWithinSecondsAndNothingOfItIsKept(SigningAlgorithm algorithm) {
        KeyRing replica = new KeyRing(rotation, custody);
        String kid = replica.signing(algorithm).kid();
        List<String> others = kidsOfOthers(replica, algorithm);
        assertThat(rotation.compromise(kid, "ops")).isTrue();
        replica.reload();
        assertThat(replica.publicKeys().getKeyByKeyId(kid)).isNull();
        assertThat(replica.signing(algorithm).kid()).isNotEqualTo(kid);
        assertThat(kidsOfOthers(replica, algorithm)).isEqualTo(others);
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

    private static List<String> kidsOfOthers(KeyRing keys, SigningAlgorithm algorithm) {
        return Arrays.stream(SigningAlgorithm.values())
                .filter(it -> it != algorithm)
                .map(it -> keys.signing(it).kid())
                .toList();
    }
}
