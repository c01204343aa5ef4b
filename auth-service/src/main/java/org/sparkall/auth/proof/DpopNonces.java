package org.sparkall.auth.proof;

import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.sparkall.seal.KeyedHash;

/**
 * The nonces that DPoP proofs must carry (RFC 9449 section 8). A nonce is a keyed hash of the time, so that every replica knows the nonces
 * of all and none is stored; each is good for one to two windows.
 */
@ApplicationScoped
public class DpopNonces {

    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final KeyedHash hash;
    private final Clock clock = Clock.systemUTC();

    DpopNonces(KeyedHash hash) {
        this.hash = hash;
    }

    /** The nonce to use now. */
    public String current() {
        return nonce(window());
    }

    Set<Nonce> accepted() {
        long window = window();
        return Set.of(new Nonce(nonce(window)), new Nonce(nonce(window - 1)));
    }

    private long window() {
        return clock.millis() / WINDOW.toMillis();
    }

    private String nonce(long window) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.of("dpop-nonce", Long.toString(window)));
    }
}
