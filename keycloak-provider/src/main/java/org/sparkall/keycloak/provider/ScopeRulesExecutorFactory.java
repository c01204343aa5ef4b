package org.sparkall.keycloak.provider;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** Makes Keycloak know the executor {@value #ID}. */
public final class ScopeRulesExecutorFactory implements ClientPolicyExecutorProviderFactory {

    /** The executor's name in client profiles. */
    public static final String ID = "spark-scope-rules";

    static final String EXEMPT_CLIENTS = "exempt-clients";
    static final String AUTO_CONFIGURE = "auto-configure";

    @Override
    public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
        return new ScopeRulesExecutor(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "Keeps the rules of aggregate scopes such as spark:all: nothing that an aggregate covers may be registered or"
                + " requested beside it, and admin and compliance scopes are never given by default.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of(
                new ProviderConfigProperty(
                        EXEMPT_CLIENTS,
                        "Exempt clients",
                        "Ids of clients that these rules are not for.",
                        ProviderConfigProperty.MULTIVALUED_STRING_TYPE,
                        List.of()),
                new ProviderConfigProperty(
                        AUTO_CONFIGURE,
                        "Auto-configure",
                        "A client with an aggregate as optional client scope also gets what it covers, to ask for less.",
                        ProviderConfigProperty.BOOLEAN_TYPE,
                        true));
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
