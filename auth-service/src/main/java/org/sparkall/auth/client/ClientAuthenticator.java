package org.sparkall.auth.client;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.AuthenticationMethod;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.protection.ClientLimits;
import org.sparkall.auth.protection.TooManyRequestsException;
import org.sparkall.auth.protocol.ProtocolException;
import org.sparkall.auth.secret.Secret;

/**
 * Finds out which integration is calling (RFC 6749 section 2.3): a confidential one by its secret or by a JWT it signed (RFC 7523), a
 * public one by its identifier alone.
 */
@ApplicationScoped
public class ClientAuthenticator {

    /** The signature algorithms that a client's assertion may use (RFC 7523). */
    public static final List<JWSAlgorithm> ASSERTION_ALGORITHMS = AssertionVerifier.ALGORITHMS;

    /** Compared with when there is no such client, so that the time taken does not tell. */
    private static final Secret.Hash NOBODY = Secret.random().hash();

    private final IntegrationRegistry registry;
    private final AssertionVerifier assertions;
    private final ClientLimits limits;

    ClientAuthenticator(IntegrationRegistry registry, AssertionVerifier assertions, ClientLimits limits) {
        this.registry = registry;
        this.assertions = assertions;
        this.limits = limits;
    }

    /**
     * The enabled integration that is calling.
     *
     * @param authentication what it proved itself with; null when it did not
     * @param clientId what it called itself, for a public client; null when it did not
     * @return empty when authentication failed ({@code invalid_client})
     * @throws TooManyRequestsException when the client has to wait, or failed too often
     */
    public Optional<Integration> authenticate(
            @Nullable ClientAuthentication authentication, @Nullable ClientID clientId) {
        if (authentication == null) return byName(clientId);
        Optional<Integration> client = switch (authentication) {
            case PlainClientSecret secret -> bySecret(secret, find(secret.getClientID()));
            case PrivateKeyJWT assertion -> byAssertion(assertion);
            default -> Optional.empty();
        };
        client.ifPresentOrElse(
                this::admit, () -> limits.failed(authentication.getClientID().getValue()));
        return client;
    }

    /**
     * The same, for endpoints that answer nobody else.
     *
     * @throws ProtocolException {@code invalid_client} when authentication failed
     */
    public Integration require(@Nullable ClientAuthentication authentication, @Nullable ClientID clientId) {
        return authenticate(authentication, clientId).orElseThrow(ClientAuthenticator::failed);
    }

    /** The answer to whoever is not the client that they say they are. */
    public static ProtocolException failed() {
        return new ProtocolException(OAuth2Error.INVALID_CLIENT.setDescription("Client authentication failed."));
    }

    /**
     * The client that shows the right secret and is kept in memory. Waits for nothing, and counts nothing: that is for {@link #admit}.
     *
     * @param authentication what it proved itself with; null when it did not
     * @return empty for all others
     */
    public Optional<Integration> inMemory(@Nullable ClientAuthentication authentication) {
        return authentication instanceof PlainClientSecret secret
                ? bySecret(
                        secret,
                        registry.inMemory(secret.getClientID().getValue()).filter(Integration::isEnabled))
                : Optional.empty();
    }

    /**
     * Counts a request of a client that has authenticated.
     *
     * @throws TooManyRequestsException when the client has to wait
     */
    public void admit(Integration client) {
        limits.authenticated(client.clientId());
    }

    private Optional<Integration> byName(@Nullable ClientID clientId) {
        if (clientId == null) return Optional.empty();
        limits.claimed(clientId.getValue());
        return find(clientId).filter(it -> it.settings().authentication() == AuthenticationMethod.NONE);
    }

    private static Optional<Integration> bySecret(PlainClientSecret authentication, Optional<Integration> integration) {
        Secret given = new Secret(authentication.getClientSecret().getValue());
        Secret.Hash expected = integration.flatMap(Integration::secretHash).orElse(NOBODY);
        return expected.matches(given) ? integration : Optional.empty();
    }

    private Optional<Integration> byAssertion(PrivateKeyJWT assertion) {
        return find(assertion.getClientID())
                .filter(it -> it.settings().authentication() == AuthenticationMethod.PRIVATE_KEY_JWT)
                .filter(it -> assertions.verify(assertion, it));
    }

    private Optional<Integration> find(ClientID clientId) {
        return registry.byClientId(clientId.getValue()).filter(Integration::isEnabled);
    }
}
