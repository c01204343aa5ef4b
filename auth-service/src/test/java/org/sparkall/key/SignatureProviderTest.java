package org.sparkall.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.Provider;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkall.key.SignatureProvider.Choice;

class SignatureProviderTest {

    @ParameterizedTest
    @EnumSource(Choice.class)
    void whoeverSignsTheJavaRuntimeVerifies(Choice choice) throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        SignatureProvider provider = new SignatureProvider(settings(choice));
        Provider chosen = provider.of(SigningAlgorithm.ES256);
        ECDSASigner signer = new ECDSASigner(key.toECPrivateKey(chosen), Curve.P_256);
        signer.getJCAContext().setProvider(chosen);
        JWSObject signed = new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("text"));
        signed.sign(signer);
        assertThat(JWSObject.parse(signed.serialize()).verify(new ECDSAVerifier(key)))
                .isTrue();
    }

    @Test
    void correttoIsChosenWhereItsLibraryIsThereAndNeverAgainstTheSetting() {
        boolean supported = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("amd64|aarch64");
        Map<SigningAlgorithm, String> ofJava =
                Map.of(SigningAlgorithm.ES256, "SunEC", SigningAlgorithm.RS256, "SunRsaSign");
        SignatureProvider automatic = new SignatureProvider(settings(Choice.AUTO));
        SignatureProvider jdk = new SignatureProvider(settings(Choice.JDK));
        ofJava.forEach((algorithm, name) -> {
            assertThat(automatic.of(algorithm).getName()).isEqualTo(supported ? "AmazonCorrettoCryptoProvider" : name);
            assertThat(jdk.of(algorithm).getName()).isEqualTo(name);
        });
    }

    private static KeySettings settings(Choice choice) {
        return new KeySettings() {
            @Override
            public Duration rotationPeriod() {
                return Duration.ofDays(30);
            }

            @Override
            public Duration publishAhead() {
                return Duration.ofDays(1);
            }

            @Override
            public Duration publishAheadOnCommand() {
                return Duration.ofMinutes(10);
            }

            @Override
            public Duration jwksMaxAge() {
                return Duration.ofMinutes(5);
            }

            @Override
            public Choice provider() {
                return choice;
            }
        };
    }
}
