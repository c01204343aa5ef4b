package org.sparkall.auth.integration;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sparkall.auth.secret.Secret;

/**
 * A registered integration: an OAuth client (RFC 6749 section 2).
 *
 * @param id its id in the registry
 * @param clientId its client identifier
 * @param owner the developer: their subject at Keycloak
 * @param profile what the developer says of it
 * @param type whether it can keep a secret
 * @param status whether it may be used
 * @param secretHash the hash of its secret; empty for a public client
 * @param publisher who publishes it, when an operator has verified that
 * @param revision grows by one with each change
 */
public record Integration(
        UUID id,
        String clientId,
        String owner,
        Profile profile,
        ClientType type,
        Status status,
        Optional<Secret.Hash> secretHash,
        Optional<Publisher> publisher,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether it may open grants and use those it has. */
    public boolean isEnabled() {
        return status == Status.ENABLED;
    }

    /** Whether this is one of its redirect URIs, in the sense of {@link RedirectMatch}. */
    public boolean redirectsTo(String redirectUri) {
        return profile.redirectUris().stream().anyMatch(uri -> RedirectMatch.matches(uri, redirectUri));
    }

    Integration publishedBy(Optional<Publisher> by, Instant now) {
        return new Integration(
                id, clientId, owner, profile, type, status, secretHash, by, revision + 1, createdAt, now);
    }

    /** The next revision: it may not be used any more, for now or for good. */
    Integration stopped(Status why, Instant now) {
        return new Integration(
                id,
                clientId,
                owner,
                profile,
                type,
                why,
                why == Status.DELETED ? Optional.empty() : secretHash,
                publisher,
                revision + 1,
                createdAt,
                now);
    }

    /** How it speaks the protocol. */
    public ClientSettings settings() {
        return profile.settings();
    }

    /**
     * Who publishes an integration.
     *
     * @param name as people know them
     * @param verifiedBy the operator who verified it: their subject at Keycloak
     */
    public record Publisher(String name, String verifiedBy, Instant verifiedAt) {}

    /**
     * What a developer says of an integration and may change.
     *
     * @param clientUri its home page
     * @param policyUri how it deals with what it learns of people
     * @param tosUri its terms of service
     * @param scopes the selection in its normal form
     * @param settings how it speaks the protocol
     */
    public record Profile(
            String name,
            String description,
            Optional<URI> logoUri,
            Optional<URI> clientUri,
            Optional<URI> policyUri,
            Optional<URI> tosUri,
            List<URI> redirectUris,
            List<String> scopes,
            List<String> features,
            ClientSettings settings) {

        public Profile {
            redirectUris = List.copyOf(redirectUris);
            scopes = List.copyOf(scopes);
            features = List.copyOf(features);
        }

        /** Whether people would take it for the same: all by which they know it, and where it sends them, is as it was. */
        boolean looksLike(Profile other) {
            return name.equals(other.name)
                    && logoUri.equals(other.logoUri)
                    && clientUri.equals(other.clientUri)
                    && redirectUris.equals(other.redirectUris);
        }
    }
}
