package org.sparkall.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import org.sparkall.seal.BrokenSealException;
import org.sparkall.seal.Sealer;

/** Holds keys in the process itself. The reference is the key, sealed under the master key. */
@ApplicationScoped
class SealedKeyCustody implements KeyCustody {

    private static final String PURPOSE = "signing-key";

    private final Sealer sealer;
    private final SignatureProvider provider;

    SealedKeyCustody(Sealer sealer, SignatureProvider provider) {
        this.sealer = sealer;
        this.provider = provider;
    }

    @Override
    public HeldKey make() {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyIDFromThumbprint(true)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            return held(sealer.seal(PURPOSE, key.toJSONString()), key);
        } catch (JOSEException e) {
            throw new IllegalStateException("P-256 must be there in every Java runtime", e);
        }
    }

    @Override
    public HeldKey open(String reference) {
        try {
            return held(reference, ECKey.parse(sealer.open(PURPOSE, reference)));
        } catch (BrokenSealException | ParseException | JOSEException e) {
            throw new IllegalStateException(
                    "a signing key in the database was sealed under another SPARKALL_SECRETS_MASTER_KEY", e);
        }
    }

    private HeldKey held(String reference, ECKey key) throws JOSEException {
        // The provider's own form of the key: it would translate another's for every signature.
        ECDSASigner signer = new ECDSASigner(key.toECPrivateKey(provider.get()), Curve.P_256);
        signer.getJCAContext().setProvider(provider.get());
        return new HeldKey(reference, key.toPublicJWK(), signer);
    }
}
