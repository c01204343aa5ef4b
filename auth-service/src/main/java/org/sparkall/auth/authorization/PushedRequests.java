package org.sparkall.auth.authorization;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.expiry.ExpiringRows;
import org.sparkall.auth.secret.Secret;

/** Keeps pushed authorization requests for the moment until the browser brings their address, once (RFC 9126 sections 2.2 and 7.3). */
@ApplicationScoped
class PushedRequests implements ExpiringRows {

    /** How long a pushed request waits for the browser. */
    static final Duration LIFETIME = Duration.ofSeconds(90);

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    private final Jdbi jdbi;
    private final Clock clock = Clock.systemUTC();

    PushedRequests(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps a request, and returns its address. */
    URI push(String clientId, Map<String, List<String>> parameters) {
        Secret reference = Secret.random();
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO pushed_request (request_hash, client_id, parameters,"
                        + " expires_at) VALUES (:hash, :client, :parameters, :expires)")
                .bind("hash", reference.hash().bytes())
                .bind("client", clientId)
                .bind("parameters", URLUtils.serializeParameters(parameters))
                .bind("expires", clock.instant().plus(LIFETIME).atOffset(ZoneOffset.UTC))
                .execute());
        return URI.create(PREFIX + reference.value());
    }

    /** The request at this address, if this client pushed it a moment ago; it is gone afterwards. */
    Optional<Map<String, List<String>>> take(String address, String clientId) {
        if (!address.startsWith(PREFIX)) return Optional.empty();
        Secret reference = new Secret(address.substring(PREFIX.length()));
        return jdbi.withHandle(handle -> handle.createQuery("DELETE FROM pushed_request WHERE request_hash = :hash"
                                + " AND client_id = :client AND expires_at > :now RETURNING parameters")
                        .bind("hash", reference.hash().bytes())
                        .bind("client", clientId)
                        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .mapTo(String.class)
                        .findOne())
                .map(URLUtils::parseParameters);
    }

    @Override
    public Expiry expiry() {
        return Expiry.at("pushed_request", "expires_at");
    }
}
