package org.sparkall.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.text.ParseException;
import org.sparkall.seal.BrokenSealException;
import org.sparkall.seal.Sealer;

/** Holds keys in the process itself. The reference is the key, sealed under the master key. */
@ApplicationScoped
class SealedKeyCustody implements KeyCustody {

    private static final String PURPOSE = "signing-key";
    private static final int RSA_BITS = 2048;

    private final Sealer sealer;
    private final SignatureProvider provider;
    private final SecureRandom random = new SecureRandom();

    SealedKeyCustody(Sealer sealer, SignatureProvider provider) {
        this.sealer = sealer;
        this.provider = provider;
    }

    @Override
    public boolean signsInMemory() {
        return true;
    }

    @Override
    public HeldKey make(SigningAlgorithm algorithm) {
        JWKGenerator<? extends JWK> generator = switch (algorithm) {
            case ES256 -> new ECKeyGenerator(Curve.P_256);
            case RS256 -> new RSAKeyGenerator(RSA_BITS);
        };
        try {
            JWK key = generator
                    .keyIDFromThumbprint(true)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm.jws())
                    .provider(provider.of(algorithm))
                    .generate();
            return held(sealer.seal(PURPOSE, key.toJSONString()), key);
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " must be there in every Java runtime", e);
        }
    }

    @Override
    public HeldKey open(String reference) {
        try {
            return held(reference, JWK.parse(sealer.open(PURPOSE, reference)));
        } catch (BrokenSealException | ParseException | JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a signing key in the database was sealed under another SPARKALL_SECRETS_MASTER_KEY", e);
        }
    }

    private HeldKey held(String reference, JWK key) throws JOSEException, GeneralSecurityException {
        return new HeldKey(reference, key.toPublicJWK(), signer(key));
    }

    /** Signs with the provider's own form of the key: it would translate another's for every signature. */
    private JWSSigner signer(JWK key) throws JOSEException, GeneralSecurityException {
        if (key instanceof RSAKey rsa) {
            Provider chosen = provider.of(SigningAlgorithm.RS256);
            PrivateKey secret =
                    (PrivateKey) KeyFactory.getInstance("RSA", chosen).translateKey(rsa.toRSAPrivateKey());
            RSASSASigner signer = new RSASSASigner(secret);
            signer.getJCAContext().setProvider(chosen);
            return signer;
        }
        Provider chosen = provider.of(SigningAlgorithm.ES256);
        ECDSASigner signer = new ECDSASigner(key.toECKey().toECPrivateKey(chosen), Curve.P_256);
        signer.getJCAContext().setProvider(chosen);
        // Else it makes one for every signature.
        signer.getJCAContext().setSecureRandom(random);
        return signer;
    }
}
