package org.sparkall.auth.key;

import io.quarkus.runtime.ImageMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whose implementation of ES256 is used: Amazon Corretto Crypto Provider where its native library is there, several times as fast, else
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

    private final Provider provider;

    SignatureProvider(KeySettings settings) {
        this.provider = Optional.of(settings.provider())
                .filter(it -> it == Choice.AUTO)
                .flatMap(it -> corretto())
                .orElseGet(SignatureProvider::javaRuntime);
        LOG.infof("signatures are made by %s %s", provider.getName(), provider.getVersionStr());
    }

    /** The chosen provider of {@code SHA256withECDSA}. */
    public Provider get() {
        return provider;
    }

    private static Provider javaRuntime() {
        try {
            return KeyFactory.getInstance("EC").getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 must be there in every Java runtime", e);
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
            Signature.getInstance("SHA256withECDSA", candidate);
            KeyFactory.getInstance("EC", candidate);
            return Optional.of(candidate);
        } catch (ReflectiveOperationException | LinkageError | GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
