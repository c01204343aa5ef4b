package org.sparkall.auth.client;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.ClientType;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.auth.secret.Secret;

/**
 * Finds out which integration is calling (RFC 6749 section 2.3): a confidential one by its secret, a public one by its identifier alone.
 */
@ApplicationScoped
public class ClientAuthenticator {

    /** Compared with when there is no such client, so that the time taken does not tell. */
    private static final Secret.Hash NOBODY = Secret.random().hash();

    private final IntegrationRegistry registry;

    ClientAuthenticator(IntegrationRegistry registry) {
        this.registry = registry;
    }

    /**
     * The enabled integration that is calling.
     *
     * @param authentication what it proved itself with; null when it did not
     * @param clientId what it called itself, for a public client; null when it did not
     * @return empty when authentication failed ({@code invalid_client})
     */
    public Optional<Integration> authenticate(
            @Nullable ClientAuthentication authentication, @Nullable ClientID clientId) {
        if (authentication instanceof PlainClientSecret secret) return confidential(secret);
        if (authentication != null || clientId == null) return Optional.empty();
        return find(clientId).filter(it -> it.type() == ClientType.PUBLIC);
    }

    private Optional<Integration> confidential(PlainClientSecret authentication) {
        Secret given = new Secret(authentication.getClientSecret().getValue());
        Optional<Integration> integration = find(authentication.getClientID());
        Secret.Hash expected = integration.flatMap(Integration::secretHash).orElse(NOBODY);
        return expected.matches(given) ? integration : Optional.empty();
    }

    private Optional<Integration> find(ClientID clientId) {
        return registry.byClientId(clientId.getValue()).filter(Integration::isEnabled);
    }
}
