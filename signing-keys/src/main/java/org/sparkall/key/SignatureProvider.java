package org.sparkall.key;

import io.quarkus.runtime.ImageMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whose implementation of the algorithms is used: Amazon Corretto Crypto Provider where its native library is there, several times as fast, else
 * the Java runtime's own. Signatures are the same to everybody who verifies them.
 */
@ApplicationScoped
public class SignatureProvider {

    private static final Logger LOG = Logger.getLogger(SignatureProvider.class);
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /** Which implementation to take. */
    public enum Choice {
        /** The fastest that is there. */
        AUTO,
        /** The Java runtime's own. */
        JDK
    }

    private final Map<SigningAlgorithm, Provider> providers = new EnumMap<>(SigningAlgorithm.class);

    SignatureProvider(KeySettings settings) {
        Optional<Provider> corretto = settings.provider() == Choice.AUTO ? corretto() : Optional.empty();
        for (SigningAlgorithm it : SigningAlgorithm.values()) {
            Provider provider = corretto.orElseGet(() -> javaRuntime(it));
            providers.put(it, provider);
            LOG.infof("signatures of %s are made by %s %s", it, provider.getName(), provider.getVersionStr());
        }
    }

    /** The chosen provider of this algorithm. */
    public Provider of(SigningAlgorithm algorithm) {
        return Objects.requireNonNull(providers.get(algorithm));
    }

    private static Provider javaRuntime(SigningAlgorithm algorithm) {
        try {
            return KeyFactory.getInstance(algorithm.keyType()).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " must be there in every Java runtime", e);
        }
    }

    /** Corretto's provider when it is on the class path and works on this machine. A native executable has no such library. */
    private static Optional<Provider> corretto() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) return Optional.empty();
        try {
            Class<?> type = Class.forName(CORRETTO, true, SignatureProvider.class.getClassLoader());
            Provider candidate = (Provider) type.getField("INSTANCE").get(null);
            @Nullable Object problem = type.getMethod("getLoadingError").invoke(candidate);
            if (problem != null) return Optional.empty();
            for (SigningAlgorithm it : SigningAlgorithm.values()) {
                Signature.getInstance(it.signature(), candidate);
                KeyFactory.getInstance(it.keyType(), candidate);
            }
            return Optional.of(candidate);
        } catch (ReflectiveOperationException | LinkageError | GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
