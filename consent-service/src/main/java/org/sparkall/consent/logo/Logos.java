package org.sparkall.consent.logo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparkall.seal.KeyedHash;

/** The logos that pages show: remembered for a while, and only such as this service itself named in a page. */
@ApplicationScoped
@RegisterForReflection(
        // What Caffeine picks for this kind of cache, by name.
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
public class Logos {

    static final String PATH = "/consent/logo";

    private static final String PURPOSE = "logo address";
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MOST = 500;

    private final LogoSettings settings;
    private final KeyedHash keyedHash;
    private final LogoFetcher fetcher;
    private final Cache<URI, Optional<Logo>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();

    Logos(LogoSettings settings, KeyedHash keyedHash, Vertx vertx, TlsConfigurationRegistry tls) {
        this.settings = settings;
        this.keyedHash = keyedHash;
        HttpClientOptions options = new HttpClientOptions();
        tls.get("logo").ifPresent(it -> TlsConfigUtils.configure(options, it));
        this.fetcher = new LogoFetcher(
                vertx, options, new PublicHosts(settings.internalHosts().orElse(Set.of())));
    }

    /**
     * Where this service shows a logo.
     *
     * @param logoUri where the integration keeps it; null when it has none
     * @return null when there is none to show
     */
    public @Nullable String address(@Nullable String logoUri) {
        if (logoUri == null || !settings.enabled()) return null;
        return UriBuilder.fromPath(PATH)
                .queryParam("of", "{uri}")
                .queryParam("proof", proof(logoUri))
                .build(logoUri)
                .toString();
    }

    /** The logo, if a page of this service named it, and it can be had. */
    Optional<Logo> find(@Nullable String logoUri, @Nullable String proof) {
        if (logoUri == null || proof == null || !settings.enabled() || !isOurs(logoUri, proof)) return Optional.empty();
        try {
            return known.get(new URI(logoUri), fetcher::fetch);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(String logoUri, String proof) {
        return MessageDigest.isEqual(
                proof(logoUri).getBytes(StandardCharsets.UTF_8), proof.getBytes(StandardCharsets.UTF_8));
    }

    private String proof(String logoUri) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keyedHash.of(PURPOSE, logoUri));
    }
}
