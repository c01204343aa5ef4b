package org.sparkall.auth.issuer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What tokens say of their maker and how long they live. */
@ConfigMapping(prefix = "sparkall.token")
public interface TokenSettings {

    /** The issuer: the address integrations know this service by, without a slash at its end (RFC 8414 section 2). */
    URI issuer();

    /** The audience of access tokens: the platform's APIs (RFC 9068 section 3). */
    String audience();

    /** A named set of lifetimes. */
    @WithDefault("standard")
    Preset preset();

    /** How long an access token is good; the preset's when it is not set. */
    Optional<Duration> accessLifetime();

    /** How long a refresh token is good after it was last used. */
    @WithDefault("P90D")
    Duration refreshLifetime();

    /** How long the request that rotated a refresh token may be sent again; zero for not at all. */
    @WithDefault("PT10S")
    Duration refreshGrace();

    /**
     * The longest scope claim, in characters, that names what aggregates open. Where it would be longer, and they open all that they cover,
     * the token names them alone: servers take no header that is longer than 8 KiB, and decision 34 says what resource servers do then.
     */
    @WithDefault("4096")
    int scopeClaimLimit();

    /** The resource servers beside the audience that a token may be asked for (RFC 8707): absolute addresses. */
    Optional<List<URI>> resources();

    /**
     * Those of the resources that do not know RFC 9068: tokens for them alone have the type {@code JWT} in place of {@code at+jwt}. Decision
     * 11 says when that is needed and what it costs.
     */
    Optional<List<URI>> plainJwtResources();

    /** Where developers read how to use this service; metadata name it when it is set. */
    Optional<URI> documentation();

    /** How long an authorization code is good. */
    @WithDefault("PT60S")
    Duration codeLifetime();

    /** How long an access token is good, whichever setting says so. */
    default Duration effectiveAccessLifetime() {
        return accessLifetime().orElse(preset().accessLifetime);
    }

    /** Lifetimes by name. */
    enum Preset {
        /** One hour. */
        STANDARD(Duration.ofHours(1)),
        /** Fourteen days, for integrations that were built for such tokens. */
        WEBEX(Duration.ofDays(14));

        private final Duration accessLifetime;

        Preset(Duration accessLifetime) {
            this.accessLifetime = accessLifetime;
        }
    }
}
