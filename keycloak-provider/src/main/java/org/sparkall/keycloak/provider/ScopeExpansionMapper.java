package org.sparkall.keycloak.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.sparkall.scope.ScopeCatalog;

/**
 * Puts what the token's scopes open into a claim, one by one, and takes add-ons out of the realm roles that nobody asked for by name
 * (rule R2).
 *
 * <p>The claim is not {@code scope}: Keycloak reads that one back at introspection, user info and token exchange as what was asked for.
 */
public final class ScopeExpansionMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, TokenIntrospectionTokenMapper {

    /** The mapper's type in realms. */
    public static final String ID = "spark-scope-expansion-mapper";

    static final String DEFAULT_CLAIM = "spark_scopes";
    static final String VERSION_CLAIM = "catalog_version";

    private static final Pattern BLANKS = Pattern.compile(" +");

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Spark scope expansion";
    }

    @Override
    public String getHelpText() {
        return "Names every scope that the token opens: aggregates such as spark:all with what they cover of what the person holds.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        properties.add(new ProviderConfigProperty(
                OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME,
                OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME_LABEL,
                OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME_TOOLTIP,
                ProviderConfigProperty.STRING_TYPE,
                DEFAULT_CLAIM));
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, ScopeExpansionMapper.class);
        return properties;
    }

    /** After the mapper of the realm roles, whose work it corrects. */
    @Override
    public int getPriority() {
        return ProtocolMapperUtils.PRIORITY_SCRIPT_MAPPER + 1;
    }

    @Override
    public void validateConfig(
            KeycloakSession session,
            RealmModel realm,
            ProtocolMapperContainerModel container,
            ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        if (Set.of("scope", VERSION_CLAIM).contains(claim(mapper))) {
            throw new ProtocolMapperConfigException("The claim " + claim(mapper) + " has a meaning of its own.");
        }
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        RealmModel realm = userSession.getRealm();
        Optional<ScopeCatalog> catalog = RealmCatalog.of(realm);
        if (catalog.isEmpty()) return;
        Set<String> held = RoleUtils.getDeepUserRoleMappings(userSession.getUser()).stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .collect(Collectors.toSet());
        List<String> given = given(context);
        ScopeExpansion expansion = ScopeExpansion.of(catalog.get(), requested(context), given, held);
        token.getOtherClaims().put(claim(mapper), String.join(" ", expansion.names()));
        RealmCatalog.version(realm).ifPresent(version -> token.getOtherClaims().put(VERSION_CLAIM, version));
        if (token instanceof AccessToken access) removeAddOns(access, catalog.get(), expansion);
    }

    /** A role mapping that puts an add-on below an aggregate, or a client that has it by default, gives nobody its role. */
    private static void removeAddOns(AccessToken token, ScopeCatalog catalog, ScopeExpansion expansion) {
        AccessToken.@Nullable Access realmAccess = token.getRealmAccess();
        if (realmAccess == null || realmAccess.getRoles() == null) return;
        Set<String> unasked =
                Set.copyOf(catalog.addOns().minus(expansion.granted()).wireNames());
        realmAccess.roles(realmAccess.getRoles().stream()
                .filter(role -> !unasked.contains(role))
                .collect(Collectors.toSet()));
    }

    /** The token's client scopes. Keycloak counts the client itself among them, whose name may be anything or missing. */
    private static List<String> given(ClientSessionContext context) {
        return context.getClientScopesStream()
                .filter(clientScope -> !(clientScope instanceof ClientModel))
                .map(ClientScopeModel::getName)
                .toList();
    }

    /** What the session's request named. A refresh that asks for less is given less, so this and what is given say what was asked. */
    private static List<String> requested(ClientSessionContext context) {
        String parameter = context.getClientSession().getNote(OIDCLoginProtocol.SCOPE_PARAM);
        return parameter == null ? List.of() : BLANKS.splitAsStream(parameter).toList();
    }

    private static String claim(ProtocolMapperModel mapper) {
        Map<String, String> config = mapper.getConfig();
        String name = config.get(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
        return name == null || name.isBlank() ? DEFAULT_CLAIM : name;
    }
}
