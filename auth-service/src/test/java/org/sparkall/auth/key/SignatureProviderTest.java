package org.sparkall.auth.key;

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
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkall.auth.key.SignatureProvider.Choice;

class SignatureProviderTest {

    @ParameterizedTest
    @EnumSource(Choice.class)
    void whoeverSignsTheJavaRuntimeVerifies(Choice choice) throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        SignatureProvider provider = new SignatureProvider(settings(choice));
        ECDSASigner signer = new ECDSASigner(key.toECPrivateKey(provider.get()), Curve.P_256);
        signer.getJCAContext().setProvider(provider.get());
        JWSObject signed = new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("text"));
        signed.sign(signer);
        assertThat(JWSObject.parse(signed.serialize()).verify(new ECDSAVerifier(key)))
                .isTrue();
    }

    @Test
    void correttoIsChosenWhereItsLibraryIsThereAndNeverAgainstTheSetting() {
        boolean supported = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("amd64|aarch64");
        String chosen = new SignatureProvider(settings(Choice.AUTO)).get().getName();
        assertThat(chosen).isEqualTo(supported ? "AmazonCorrettoCryptoProvider" : "SunEC");
        assertThat(new SignatureProvider(settings(Choice.JDK)).get().getName()).isEqualTo("SunEC");
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
