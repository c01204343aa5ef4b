package org.sparkall.keycloak.provider;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * Names all organisations of the person, by alias and in order, whatever the request asked for. Keycloak's own mapper names those that
 * the request's {@code organization} scope speaks of, and none for a person in several.
 */
public final class OrganizationsMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, TokenIntrospectionTokenMapper {

    /** The mapper's type in realms. */
    public static final String ID = "spark-organizations-mapper";

    static final String DEFAULT_CLAIM = "spark_organizations";

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
        return "Spark organizations";
    }

    @Override
    public String getHelpText() {
        return "Names all organizations of the person by their aliases, whatever the request asked for; disabled ones are left out.";
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
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, OrganizationsMapper.class);
        return properties;
    }

    /** An empty list when the person has none: whoever reads it can tell that from a token without the mapper. */
    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        OrganizationProvider organizations = session.getProvider(OrganizationProvider.class);
        if (organizations == null || !organizations.isEnabled()) return;
        List<String> aliases = organizations
                .getByMember(userSession.getUser())
                .filter(OrganizationModel::isEnabled)
                .map(OrganizationModel::getAlias)
                .sorted()
                .toList();
        String name = mapper.getConfig().get(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
        token.getOtherClaims().put(name == null || name.isBlank() ? DEFAULT_CLAIM : name, aliases);
    }
}
