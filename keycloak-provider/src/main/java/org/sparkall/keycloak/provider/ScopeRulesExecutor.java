package org.sparkall.keycloak.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.device.clientpolicy.context.DeviceAuthorizationRequestContext;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.AdminClientRegisterContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.context.ClientModelContext;
import org.keycloak.services.clientpolicy.context.DynamicClientRegisterContext;
import org.keycloak.services.clientpolicy.context.DynamicClientUpdateContext;
import org.keycloak.services.clientpolicy.context.ScopeParameterContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Refuses what the scope rules refuse: a client at its registration ({@code invalid_client_metadata}, RFC 7591 section 3.2.2), a
 * request wherever it names scopes ({@code invalid_scope}, RFC 6749 sections 4.1.2.1 and 5.2).
 */
public final class ScopeRulesExecutor implements ClientPolicyExecutorProvider<ScopeRulesExecutor.Configuration> {

    private final KeycloakSession session;
    private Configuration configuration = new Configuration();

    ScopeRulesExecutor(KeycloakSession session) {
        this.session = session;
    }

    /** Which clients the rules spare, and whether clients are completed. Keycloak reads and writes it as JSON. */
    public static final class Configuration extends ClientPolicyExecutorConfigurationRepresentation {

        @JsonProperty(ScopeRulesExecutorFactory.EXEMPT_CLIENTS)
        private @Nullable List<String> exemptClients;

        @JsonProperty(ScopeRulesExecutorFactory.AUTO_CONFIGURE)
        private @Nullable Boolean autoConfigure;

        /** Ids of clients that the rules are not for, such as an authorization server that judges by itself. */
        public List<String> exemptClients() {
            return exemptClients == null ? List.of() : exemptClients;
        }

        /** Whether clients with an optional aggregate get what it covers as optional client scopes too (rule R6); so by default. */
        public boolean autoConfigure() {
            return autoConfigure == null || autoConfigure;
        }
    }

    @Override
    public void setupConfiguration(@Nullable Configuration given) {
        if (given != null) configuration = given;
    }

    @Override
    public Class<Configuration> getExecutorConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public String getProviderId() {
        return ScopeRulesExecutorFactory.ID;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        switch (context.getEvent()) {
            case REGISTER, UPDATE -> judgeClient((ClientCRUDContext) context);
            case REGISTERED, UPDATED -> complete((ClientCRUDContext) context);
            case AUTHORIZATION_REQUEST,
                    PUSHED_AUTHORIZATION_REQUEST,
                    DEVICE_AUTHORIZATION_REQUEST,
                    BACKCHANNEL_AUTHENTICATION_REQUEST,
                    TOKEN_REQUEST,
                    TOKEN_REFRESH,
                    SERVICE_ACCOUNT_TOKEN_REQUEST,
                    RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST,
                    TOKEN_EXCHANGE_REQUEST,
                    JWT_AUTHORIZATION_GRANT -> judgeRequest(context);
            default -> {}
        }
    }

    private void judgeClient(ClientCRUDContext context) throws ClientPolicyException {
        if (isExempt(context)) return;
        ClientSelection selection = ClientSelection.proposed(
                realm(), context.getProposedClientRepresentation(), Optional.ofNullable(existing(context)));
        Optional<Refusal> refusal = RealmCatalog.of(realm())
                .flatMap(catalog -> new ClientScopeRules(catalog)
                        .judgeClient(selection.defaults(), selection.optional(), selection.standing()));
        if (refusal.isPresent()) throw refused(context, refusal.get());
    }

    private static ClientPolicyException refused(ClientCRUDContext context, Refusal refusal) {
        // Of a policy's refusal before a dynamic registration Keycloak makes 403 insufficient_scope, without the
        // reason.
        if (context instanceof DynamicClientRegisterContext || context instanceof DynamicClientUpdateContext) {
            throw new ErrorResponseException(
                    OAuthErrorException.INVALID_CLIENT_METADATA, refusal.message(), Response.Status.BAD_REQUEST);
        }
        return new ClientPolicyException(OAuthErrorException.INVALID_CLIENT_METADATA, refusal.message());
    }

    /** Lets a client that has an aggregate ask for less (rule R6). */
    private void complete(ClientCRUDContext context) {
        ClientModel client = existing(context);
        if (client == null || !configuration.autoConfigure() || isExempt(context)) return;
        var optional = client.getClientScopes(false);
        if (!RealmCatalog.hasAggregate(optional.values())) return;
        List<String> missing = RealmCatalog.of(realm())
                .map(catalog -> new ClientScopeRules(catalog).missingForLess(optional.keySet()))
                .orElse(List.of());
        if (missing.isEmpty()) return;
        var byName = RealmCatalog.byName(realm());
        var defaults = client.getClientScopes(true);
        for (String name : missing) {
            ClientScopeModel clientScope = byName.get(name);
            if (clientScope != null && !defaults.containsKey(name)) client.addClientScope(clientScope, false);
        }
    }

    private void judgeRequest(ClientPolicyContext context) throws ClientPolicyException {
        ClientModel client = client(context);
        if (client == null || configuration.exemptClients().contains(client.getClientId())) return;
        Optional<Refusal> refusal =
                RequestedScopes.of(client, scopeParameter(context)).judge(realm());
        if (refusal.isPresent()) {
            throw new ClientPolicyException(
                    OAuthErrorException.INVALID_SCOPE, refusal.get().message());
        }
    }

    private @Nullable ClientModel client(ClientPolicyContext context) {
        return context instanceof ClientModelContext named
                ? named.getClient()
                : session.getContext().getClient();
    }

    private static @Nullable String scopeParameter(ClientPolicyContext context) {
        return switch (context) {
            case ScopeParameterContext named -> named.getScopeParameter();
            case DeviceAuthorizationRequestContext device -> device.getRequest().getScope();
            default -> null;
        };
    }

    private static @Nullable ClientModel existing(ClientCRUDContext context) {
        return context.getTargetClient();
    }

    /** An administrator may name a client that is exempt; whoever registers a client dynamically may not. */
    private boolean isExempt(ClientCRUDContext context) {
        ClientModel client = existing(context);
        if (client != null) return configuration.exemptClients().contains(client.getClientId());
        return context instanceof AdminClientRegisterContext
                && configuration
                        .exemptClients()
                        .contains(context.getProposedClientRepresentation().getClientId());
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
